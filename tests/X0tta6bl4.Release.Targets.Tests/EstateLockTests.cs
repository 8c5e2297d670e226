namespace X0tta6bl4.Release.Targets.Tests;

public sealed class EstateLockTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("lock-").FullName;

    [Fact]
    public void A_second_run_on_an_estate_is_locked_out_until_the_first_ends()
    {
        using (EstateLock.Take(directory, "production"))
        {
            Assert.Equal(5, Assert.Throws<RefusalException>(() => EstateLock.Take(directory, "production")).ExitCode);
            EstateLock.Take(directory, "sandbox").Dispose();
        }

        EstateLock.Take(directory, "production").Dispose();
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_another_trouble()
    {
        var file = Path.Combine(directory, "file");
        File.WriteAllText(file, "");

        Assert.NotEqual(5, Record.Exception(() => EstateLock.Take(Path.Combine(file, "below"), "production")) is RefusalException refusal ? refusal.ExitCode : 0);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
