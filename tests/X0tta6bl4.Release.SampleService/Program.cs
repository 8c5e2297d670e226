using X0tta6bl4.Release.SampleService;

var settings = Settings.Of(Environment.GetEnvironmentVariable);
if (settings.Mode is Mode.Crash)
{
    await Console.Error.WriteLineAsync("panic: the configuration cannot be used");
    await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
    return 1;
}

await Service.RunAsync(settings);
return 0;
