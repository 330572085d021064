; The setup for Windows: for one user, without rights. packaging/build_windows.py calls makensis and defines
; VERSION, NUMBER (four parts), LISTS (where install.nsh and uninstall.nsh are), TEXTS, ICON, SIZE (KB) and OUT.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user

!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh

!define TITLE "Research Workbench"
!define KEY "ResearchWorkbench"
!define KIND "ResearchWorkbench.Project"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${KEY}"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define CLASSES "Software\Classes"

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${NUMBER}"
VIAddVersionKey /LANG=1033 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileDescription" "${TITLE} setup"
VIAddVersionKey /LANG=1033 "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${UNINSTALL}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_LANGDLL_WINDOWTITLE "${TITLE}"
!define MUI_LANGDLL_INFO "Language · Язык · Тіл"
!define MUI_FINISHPAGE_RUN "$INSTDIR\workbench-window.exe"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGEEX "${TEXTS}" "Kazakh"

LangString PROJECT ${LANG_ENGLISH} "Research Workbench project"
LangString PROJECT ${LANG_RUSSIAN} "Проект Research Workbench"
LangString PROJECT ${LANG_KAZAKH} "Research Workbench жобасы"
LangString ABOUT ${LANG_ENGLISH} "Compare the figures that sources state"
LangString ABOUT ${LANG_RUSSIAN} "Сравнение чисел, которые называют источники"
LangString ABOUT ${LANG_KAZAKH} "Дереккөздер атайтын сандарды салыстыру"
LangString COMMANDS ${LANG_ENGLISH} "Research Workbench commands"
LangString COMMANDS ${LANG_RUSSIAN} "Команды Research Workbench"
LangString COMMANDS ${LANG_KAZAKH} "Research Workbench пәрмендері"
LangString IN_USE ${LANG_ENGLISH} "${TITLE} is open. Close it, then try again."
LangString IN_USE ${LANG_RUSSIAN} "Программа ${TITLE} открыта. Закройте её и повторите."
LangString IN_USE ${LANG_KAZAKH} "${TITLE} ашық тұр. Оны жауып, қайталап көріңіз."
LangString TOO_OLD ${LANG_ENGLISH} "${TITLE} needs 64-bit Windows 10 (1809) or newer."
LangString TOO_OLD ${LANG_RUSSIAN} "Для ${TITLE} нужна 64-разрядная Windows 10 (1809) или новее."
LangString TOO_OLD ${LANG_KAZAKH} "${TITLE} үшін 64 разрядты Windows 10 (1809) немесе одан жаңасы керек."

; A library that a running program holds cannot be opened for writing. Silently: exit code 2.
!macro REFUSE_IN_USE
  ${If} ${FileExists} "$INSTDIR\python\python312.dll"
    ClearErrors
    FileOpen $0 "$INSTDIR\python\python312.dll" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(IN_USE)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section
  !insertmacro REFUSE_IN_USE
  ; An earlier version goes first, for its files need not be those of this one.
  ReadRegStr $1 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $1 != ""
  ${AndIf} ${FileExists} "$1\uninstall.exe"
    ExecWait '"$1\uninstall.exe" /S _?=$1'
    Delete "$1\uninstall.exe"
    RMDir "$1"
  ${EndIf}

  !include "${LISTS}/install.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS\${TITLE}"
  CreateShortcut "$SMPROGRAMS\${TITLE}\${TITLE}.lnk" "$INSTDIR\workbench-window.exe" "" "$INSTDIR\workbench.ico" 0 \
    SW_SHOWNORMAL "" "$(ABOUT)"
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\${TITLE}\$(COMMANDS).lnk" "$SYSDIR\cmd.exe" \
    '/k set "PATH=$INSTDIR;%PATH%" && workbench --help' "$INSTDIR\workbench.ico" 0
  SetOutPath "$INSTDIR"

  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(PROJECT)"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\workbench.ico"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\workbench-window.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.workbench" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.workbench\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "${APP_PATHS}\workbench.exe" "" "$INSTDIR\workbench.exe"
  WriteRegStr HKCU "${APP_PATHS}\workbench-window.exe" "" "$INSTDIR\workbench-window.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Research Workbench authors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\workbench.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro MUI_LANGDLL_SAVELANGUAGE
  ; The desktop learns of the new kind of file (SHCNE_ASSOCCHANGED).
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  !insertmacro REFUSE_IN_USE
  Delete "$INSTDIR\uninstall.exe"
  !include "${LISTS}/uninstall.nsh"
  RMDir /r "$SMPROGRAMS\${TITLE}"

  ReadRegStr $0 HKCU "${CLASSES}\.workbench" ""
  ${If} $0 == "${KIND}" ; else another program has taken it over
    DeleteRegValue HKCU "${CLASSES}\.workbench" ""
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.workbench\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.workbench\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.workbench"
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${APP_PATHS}\workbench.exe"
  DeleteRegKey HKCU "${APP_PATHS}\workbench-window.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
