using System.Text.Json.Nodes;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>Load tests on their own, and one at a time: a generator that competes with other tests is too slow to prove anything.</summary>
[Collection(nameof(MeasuredReleaseTests))]
public sealed class LoadTestTests
{
    const string Script = """
        config:
          target: https://api.invalid
          phases: [{ duration: 2, arrivalRate: 20 }]
          ensure: { thresholds: [{ http.response_time.p95: LIMIT }] }
        scenarios: [{ flow: [{ get: { url: /api/v1/quantum/keys, expect: [{ statusCode: 200 }] } }] }]
        """;

    [Fact]
    public async Task A_load_script_is_run_on_an_endpoint_of_the_estate_judged_and_compared_with_an_earlier_run()
    {
        await using var checkout = Checkout.Create();

        (await checkout.RunAsync(["LoadTest", "--script", await WriteAsync(checkout, "5000"), "--target", "api"])).Ends(0).Says("40 requests, none failed", "passed: all that the script demands is true");

        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(checkout.Artifacts, "load-tests")));
        Assert.Equal(["lag.hgrm", "report.md", "response.hgrm", "result.json", "service.hgrm"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        var result = Path.Combine(folder, "result.json");
        Assert.Equal(40, (int)JsonNode.Parse(await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken))!["total"]!["ended"]!);
        (await checkout.RunAsync(["LoadTest", "--script", await WriteAsync(checkout, "0.001"), "--target", "api"])).Ends(1).Says("http.response_time.p95 < 0.001 is not true");
        (await checkout.RunAsync(["LoadTest", "--script", await WriteAsync(checkout, "5000"), "--target", "api", "--baseline", result])).Ends(3).Says("40 answers, before 40; at least 100 each are needed");
    }

    [Theory]
    [InlineData("", "--script: is missing")]
    [InlineData("--script none.yaml", "none.yaml cannot be read")]
    [InlineData("--script FILE --target apy", "'apy' is neither a URL nor an endpoint of the runbook")]
    [InlineData("--script FILE --target ftp://127.0.0.1/", "ftp://127.0.0.1/")]
    [InlineData("--script FILE --connections 5000", "'5000' is no number from 1 to 1000")]
    [InlineData("--script FILE --baseline none.json", "none.json is no result of a load test")]
    [InlineData("--script BROKEN --target http://127.0.0.1:1", "broken.yaml(3,27)")]
    public async Task A_mistake_gets_one_clear_message_and_nothing_is_sent(string arguments, string message)
    {
        await using var checkout = Checkout.Create();
        var file = await WriteAsync(checkout, "100");
        var broken = Path.Combine(checkout.Root, "broken.yaml");
        await File.WriteAllTextAsync(broken, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("arrivalRate", "arivalRate", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string[] words = ["LoadTest", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace("FILE", file, StringComparison.Ordinal).Replace("BROKEN", broken, StringComparison.Ordinal))];

        var run = await checkout.RunAsync(words);

        run.Ends(2).Says(message);
        Assert.False(Directory.Exists(Path.Combine(checkout.Artifacts, "load-tests")));
    }

    [Theory]
    [InlineData("arrivalRate: 20", "arivalRate: 20", "build/load-tests/load-test-api-gateway.yaml(14,7)")]
    [InlineData("", null, "build/load-tests/load-test-api-gateway.yaml: the load script cannot be read")]
    public async Task A_release_whose_load_script_is_wrong_is_refused_before_it_begins(string text, string? instead, string message)
    {
        await using var checkout = Checkout.Create();
        var script = Path.Combine(checkout.Root, "build", "load-tests", "load-test-api-gateway.yaml");
        if (instead is null)
        {
            File.Delete(script);
        }
        else
        {
            await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken)).Replace(text, instead, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        (await checkout.RunAsync(["Plan", "--version", "2.3.1"])).Ends(2).Says(message);
    }

    static async Task<string> WriteAsync(Checkout checkout, string limit)
    {
        var file = Path.Combine(checkout.Root, "load.yaml");
        await File.WriteAllTextAsync(file, Script.Replace("LIMIT", limit, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return file;
    }
}
