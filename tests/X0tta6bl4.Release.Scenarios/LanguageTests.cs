using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>People read their own language, programs and the journal English.</summary>
public sealed class LanguageTests
{
    [Fact]
    public async Task A_release_in_Russian_leaves_an_English_journal_and_an_English_report_can_be_made_of_it()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);

        var run = (await checkout.RunAsync("Release", "--version", "2.3.1", "--component", "api-gateway", "--skip", "StagingTest", "--language", "ru")).Ends(0)
            .Says("Стенд sandbox: имитация кластеров на этой машине, ничто настоящее не затронуто", "UpdateGateway: сделано, на 2.3.1 работает размещений: 1 из 1", "Выпуск 2.3.1, стенд sandbox: сделано");

        var release = checkout.NewestRelease();
        Assert.DoesNotContain(run.Lines, line => line.Contains(" placements run ", StringComparison.Ordinal));
        Assert.Contains("<html lang=\"ru\">", await ReadAsync("report.html"), StringComparison.Ordinal);
        Assert.Contains("## Критерии успеха", await ReadAsync("report.md"), StringComparison.Ordinal);
        Assert.All(["journal.jsonl", "plan.txt", "report.json", "junit.xml"], file => Assert.DoesNotContain(File.ReadAllText(Path.Combine(release, file)), letter => letter is >= 'А' and <= 'я'));

        (await checkout.RunAsync("Report")).Ends(0).Says("Release 2.3.1 on sandbox: done");
        Assert.Contains("## Success criteria", await ReadAsync("report.md"), StringComparison.Ordinal);

        Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(release, file), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Release", "--version: отсутствует: какую версию выпускать? (например --version 2.3.1)")]
    [InlineData("Release --version banana", "--version: 'banana' — не версия; нужна MAJOR.MINOR.PATCH (например --version 2.3.1)")]
    [InlineData("Release --version 2.3.1 --estate nowhere", "--estate: в runbook нет стенда 'nowhere'; есть sandbox, production")]
    [InlineData("Release --version 2.3.1 --runbook missing.yaml", "missing.yaml не читается: ")]
    [InlineData("Release --version 9.9.9", "x0tta6bl4/api-gateway:9.9.9: такого образа в реестре нет (загрузите его или выпустите существующую версию)")]
    [InlineData("Rollback", "sandbox: в artifacts/releases нет выпуска для отмены (у стенда sandbox здесь нет ни одного)")]
    [InlineData("LoadTest", "--script: отсутствует: какую нагрузку выполнить?")]
    public async Task A_refusal_is_said_in_the_language_of_whoever_typed_the_command(string command, string refusal)
    {
        await using var checkout = Checkout.Create();

        (await checkout.RunAsync([.. command.Split(' '), "--language", "ru"])).Ends(2).Says(refusal);
    }

    [Theory]
    [InlineData("LC_ALL", "ru_RU.UTF-8")]
    [InlineData("NUKE_LANGUAGE", "ru")]
    public async Task The_language_is_the_system_s_unless_it_is_given(string variable, string value)
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);

        (await checkout.RunAsync(new Dictionary<string, string> { [variable] = value }, "Status")).Ends(0).Says("Стенд sandbox, имитация на этой машине");
        (await checkout.RunAsync(new Dictionary<string, string> { [variable] = value }, "Status", "--language", "en")).Ends(0).Says("Estate sandbox, simulated on this machine");
    }
}
