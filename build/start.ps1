# What build.sh does, for Windows: find or install the SDK, compile if an input is newer than the output, start the program.
# No param block: everything after the script's name belongs to the program.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$root = Split-Path -Parent $PSScriptRoot
$engine = if ($env:RELEASE_ENGINE) { $env:RELEASE_ENGINE.ToLowerInvariant() } else { 'embedded' }
if ($engine -notin 'embedded', 'nuke') {
    [Console]::Error.WriteLine("RELEASE_ENGINE is '$env:RELEASE_ENGINE'. Allowed: embedded, nuke.")
    exit 2
}

$property = @{ embedded = 'Embedded'; nuke = 'Nuke' }[$engine]
$artifacts = Join-Path $root ".nuke\artifacts\$engine"
$program = Join-Path $artifacts 'bin\_build\release\_build.dll'
$stamp = Join-Path $artifacts 'compiled.stamp'
$privateSdk = Join-Path $root '.nuke\sdk'
$wanted = [version](Get-Content -Raw (Join-Path $root 'global.json') | ConvertFrom-Json).sdk.version

# As global.json says (latestFeature): same major and minor, at least that feature band and patch, no preview.
function Test-Sdk([string] $directory) {
    $sdks = Join-Path $directory 'sdk'
    if (-not (Test-Path $sdks)) { return $false }
    foreach ($name in (Get-ChildItem $sdks -Directory).Name) {
        $version = $null
        if ([version]::TryParse($name, [ref] $version) -and $version.Major -eq $wanted.Major -and
            $version.Minor -eq $wanted.Minor -and $version.Build -ge $wanted.Build) { return $true }
    }
    return $false
}

function Find-DotNet {
    $candidates = @()
    if ($env:DOTNET_ROOT) { $candidates += Join-Path $env:DOTNET_ROOT 'dotnet.exe' }
    $command = Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($command) { $candidates += $command.Path }
    foreach ($candidate in $candidates) {
        if ((Test-Path $candidate) -and (Test-Sdk (Split-Path -Parent $candidate))) { return $candidate }
    }
    if (-not (Test-Sdk $privateSdk)) { Install-Sdk }
    $env:DOTNET_ROOT = $privateSdk
    $env:PATH = "$privateSdk;$env:PATH"
    return Join-Path $privateSdk 'dotnet.exe'
}

function Install-Sdk {
    [Console]::Error.WriteLine("Installing the .NET SDK $wanted into .nuke\sdk ...")
    New-Item -ItemType Directory -Force $privateSdk | Out-Null
    $script = Join-Path $privateSdk 'dotnet-install.ps1'
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    (New-Object Net.WebClient).DownloadFile('https://dot.net/v1/dotnet-install.ps1', $script)
    & $script -InstallDir $privateSdk -Version $wanted -NoPath | Out-Null
}

function Test-Stale {
    if (-not ((Test-Path $program) -and (Test-Path $stamp))) { return $true }
    $since = (Get-Item $stamp).LastWriteTimeUtc
    if ((Get-Item (Join-Path $root 'global.json')).LastWriteTimeUtc -gt $since) { return $true }
    $inputs = Get-ChildItem (Join-Path $root 'src'), (Join-Path $root 'build') -Recurse -Include *.cs, *.csproj, *.props, *.targets, *.resx, *.txt, *.json
    return $null -ne ($inputs | Where-Object { $_.LastWriteTimeUtc -gt $since } | Select-Object -First 1)
}

function Invoke-Compilation([string] $dotnet) {
    [Console]::Error.WriteLine('Compiling ...')
    New-Item -ItemType Directory -Force $artifacts | Out-Null
    $begun = [DateTime]::UtcNow
    Push-Location $root
    try {
        $output = & $dotnet build build\_build.csproj -c Release "-p:TargetEngine=$property" -nologo -v:quiet -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false
    }
    finally {
        Pop-Location
    }
    if ($LASTEXITCODE -ne 0) {
        $output | ForEach-Object { [Console]::Error.WriteLine($_) }
        [Console]::Error.WriteLine("The build does not compile; nothing has run. The lines above are the compiler's.")
        exit 1
    }
    Set-Content $stamp ''
    (Get-Item $stamp).LastWriteTimeUtc = $begun
}

$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$dotnet = Find-DotNet
if (Test-Stale) {
    $mutex = New-Object Threading.Mutex($false, 'build-' + ($root -replace '[\\/:]', '_'))
    try { $mutex.WaitOne() | Out-Null } catch [Threading.AbandonedMutexException] { }
    try { if (Test-Stale) { Invoke-Compilation $dotnet } }
    finally { $mutex.ReleaseMutex() }
}
if (-not $env:NUKE_ROOT) { $env:NUKE_ROOT = $root }
& $dotnet $program @args
exit $LASTEXITCODE
