#!/usr/bin/env bash
# A RECIPE THAT HAS NEVER RUN: the program for macOS, to be run on a Mac with Python 3.12 and Xcode's command line tools.
#
#   bash packaging/recipes/macos.sh        writes dist/research-workbench-VERSION-macos-PROCESSOR.dmg
#
# Signed and notarised where the environment names CERTIFICATE (a .p12, base64), PASSWORD, IDENTITY ("Developer ID
# Application: ..."), TEAM, APPLE_ID and APPLE_PASSWORD (one made for this on Apple's pages). Without them macOS refuses the program
# until its user allows it under System Settings, Privacy & Security.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The locked packages and tools, as on Linux; the last line is the interpreter.
python=$(python3 -c 'import sys; sys.path.insert(0, "packaging"); import build_linux; print(build_linux.environment())' | tail -1)
version=$("$python" -c 'import workbench; print(workbench.__version__)')
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0

icons=build/freeze/icons
"$python" packaging/icons.py "$icons"
mkdir -p "$icons/workbench.iconset"
for size in 16 32 128 256 512; do cp "$icons/$size.png" "$icons/workbench.iconset/icon_${size}x${size}.png"; done
for size in 16 32 128 256; do cp "$icons/$((size * 2)).png" "$icons/workbench.iconset/icon_${size}x${size}@2x.png"; done
iconutil --convert icns --output "$icons/workbench.icns" "$icons/workbench.iconset"

"$python" -m PyInstaller --noconfirm --log-level WARN --distpath build/freeze/dist --workpath build/freeze/work packaging/workbench.spec
app="build/freeze/dist/Research Workbench.app"
inside="$app/Contents/Resources"
"$python" packaging/notices.py --locks requirements.lock --texts "$inside/licences"
cp packaging/licences/* "$inside/licences/"

if [ -n "${CERTIFICATE:-}" ]; then
  keys="$(mktemp -d)/sign.keychain"
  echo "$CERTIFICATE" | base64 --decode > "$keys.p12"
  security create-keychain -p sign "$keys"
  security unlock-keychain -p sign "$keys"
  security import "$keys.p12" -k "$keys" -P "$PASSWORD" -T /usr/bin/codesign
  security set-key-partition-list -S apple-tool:,apple: -s -k sign "$keys" > /dev/null
  security list-keychains -d user -s "$keys" login.keychain
  rm "$keys.p12"
  # Every library first, the program last.
  find "$app" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 |
    xargs -0 codesign --force --timestamp --options runtime --sign "$IDENTITY"
  codesign --force --deep --timestamp --options runtime --entitlements packaging/recipes/entitlements.plist --sign "$IDENTITY" "$app"
  codesign --verify --deep --strict "$app"
fi

python3 packaging/smoke.py "$app/Contents/MacOS/workbench"

mkdir -p dist
disk="dist/research-workbench-$version-macos-$(uname -m).dmg"
stage=$(mktemp -d)
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "Research Workbench" -srcfolder "$stage" -format UDZO -ov "$disk"
if [ -n "${CERTIFICATE:-}" ]; then
  codesign --timestamp --sign "$IDENTITY" "$disk"
  xcrun notarytool submit "$disk" --apple-id "$APPLE_ID" --password "$APPLE_PASSWORD" --team-id "$TEAM" --wait
  xcrun stapler staple "$disk"
fi
shasum -a 256 "$disk"
