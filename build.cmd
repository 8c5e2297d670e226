@echo off
rem Starts the build on Windows: build.cmd [TARGET ...] [--option value ...]
powershell -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0build\start.ps1" %*
exit /b %ERRORLEVEL%
