namespace X0tta6bl4.Release.LoadTesting.Tests.Scripts;

public sealed class MalformedScriptTests
{
    /// <summary>A whole script, place, and part of the message.</summary>
    public static TheoryData<string, string, string> Whole => new()
    {
        { "", "(1,1)", "the file is empty" },
        { "[", "(", "not valid YAML" },
        { "hello", "(1,1)", "expected a load script" },
        { "config:\n  target: http://h.test\n", "(1,1)", "needs scenarios" },
        { "scenarios: []\nconfig: {target: http://h.test}", "(1,12)", "at least one scenario" },
        { "config: {}\nscenarios: [{flow: []}]", "(1,1)", "needs config.target" },
        { "config: {target: ftp://h.test}\nscenarios: [{flow: []}]", "(1,18)", "expected a target" },
        { "config: {target: 'http://h.test?a=1'}\nscenarios: [{flow: []}]", "(1,18)", "without a query" },
        { "config: {target: http://h.test}\nscenarios: [{flow: [], weight: 0}]", "(2,12)", "weight 0" },
        { "config: {target: http://h.test}\nscenarios: [{flow: [], weight: 1.5}]", "(2,32)", "a whole number, 0 to 1000000" },
        { "config: {target: http://h.test}\nscenarios: [{flow: [], engine: socketio}]", "(2,32)", "allowed is http" },
        { "config: {target: http://h.test}\nscenarios: [{name: a}]", "(2,13)", "a flow is missing" },
        { "config: {target: http://h.test}\nscenario: []\nscenarios: [{flow: []}]", "(2,1)", "did you mean 'scenarios'?" },
        { "config: {target: http://h.test}\nbefore: {flow: [{get: {url: '{{ x }}'}}]}\nscenarios: [{flow: []}]", "(2,29)", "nothing sets the variable 'x'" },
        { "config: {target: '{{ $env.GONE }}'}\nscenarios: [{flow: []}]", "(1,18)", "GONE is not set" },
    };

    /// <summary>Keys of config, the place, and part of the message. The first key is on line 3.</summary>
    public static TheoryData<string, string, string> Config => new()
    {
        { "environments: {}", "(3,3)", "'environments' is not supported" },
        { "processor: ./x.js", "(3,3)", "run no JavaScript" },
        { "engines: {ws: {}}", "(3,3)", "scenarios speak HTTP" },
        { "phase: []", "(3,3)", "did you mean 'phases'?" },
        { "phases: []", "(3,11)", "at least one phase" },
        { "phases: 5", "(3,11)", "expected a list of phases" },
        { "phases: [{arrivalRate: 1}]", "(3,12)", "needs a duration" },
        { "phases: [{duration: 1}]", "(3,12)", "needs arrivalRate, arrivalCount or pause" },
        { "phases: [{duration: x, arrivalRate: 1}]", "(3,23)", "expected a time" },
        { "phases: [{duration: 0, arrivalRate: 1}]", "(3,23)", "expected a time" },
        { "phases: [{duration: 1, arrivalRate: -1}]", "(3,39)", "a number, 0 to 1000000" },
        { "phases: [{duration: 1, arrivalRate: 1, arrivalCount: 2}]", "(3,56)", "not both" },
        { "phases: [{duration: 1, arrivalCount: 2, rampTo: 2}]", "(3,51)", "rampTo needs an arrivalRate" },
        { "phases: [{pause: 1, arrivalRate: 2}]", "(3,23)", "does nothing beside pause" },
        { "phases: [{duration: 1, arrivalRate: 2, mode: possion}]", "(3,48)", "did you mean 'poisson'?" },
        { "phases: [{duration: 1, arrivalRate: 2, rampTo: 3, mode: poisson}]", "(3,59)", "constant arrivalRate" },
        { "http: {timeout: soon}", "(3,19)", "expected a time" },
        { "http: {pool: 5}", "(3,10)", "unknown key 'pool'" },
        { "timeout: 5", "(3,3)", "config.http.timeout" },
        { "defaults: {headers: {content-length: 1}}", "(3,24)", "set by the sender" },
        { "defaults: {headers: {'a b': 1}}", "(3,24)", "no name of a header" },
        { "variables: [1]", "(3,14)", "expected a map of variables" },
        { "variables: {a: []}", "(3,18)", "at least one value" },
        { "variables: {1a: x}", "(3,15)", "no name of a variable" },
        { "variables: {a: '{{ b }}'}", "(3,18)", "can only name" },
        { "payload: {fields: [a]}", "(3,3)", "needs a path" },
        { "payload: {path: users.csv}", "(3,3)", "needs fields" },
        { "payload: {path: gone.csv, fields: [a]}", "(3,19)", "no file 'gone.csv'" },
        { "payload: {path: users.csv, fields: [a, b, c]}", "(3,19)", "row 1 of 'users.csv' has 2 columns" },
        { "payload: {path: users.csv, fields: [a], order: sorted}", "(3,50)", "allowed are random, sequence" },
        { "payload: {path: users.csv, fields: [a], delimiter: ab}", "(3,54)", "expected one character" },
        { "plugins: {publish-metrics: {}}", "(3,13)", "allowed are ensure, expect" },
        { "ensure: {p98: 5}", "(3,12)", "did you mean 'p95'?" },
        { "ensure: {p95: fast}", "(3,17)", "expected a number" },
        { "ensure: {maxErrorRate: 101}", "(3,26)", "a number, 0 to 100" },
        { "ensure: {thresholds: [fast]}", "(3,25)", "expected a metric and its limit" },
        { "ensure: {conditions: [{expression: 'a <'}]}", "(3,38)", "found the end" },
        { "ensure: {conditions: [{expression: 'a && b'}]}", "(3,38)", "write and, or, not" },
        { "ensure: {conditions: [{strict: true}]}", "(3,25)", "needs an expression" },
        { "ensure: {p95: 1}\nplugins: {ensure: {p95: 1}}", "(4,21)", "in one place" },
    };

    /// <summary>A step, the place, and part of the message. The step begins at (5,7).</summary>
    public static TheoryData<string, string, string> Steps => new()
    {
        { "- wait: 5", "(5,9)", "unknown step 'wait'" },
        { "- gett: {url: /}", "(5,9)", "did you mean 'get'?" },
        { "- function: f", "(5,9)", "run no JavaScript" },
        { "- parallel: []", "(5,9)", "one request after the other" },
        { "- get: {url: /, beforeRequest: f}", "(5,23)", "run no JavaScript" },
        { "- think: soon", "(5,16)", "expected a time" },
        { "- think: 1\n  log: a", "(6,9)", "a step is one thing" },
        { "- get: {}", "(5,9)", "needs a url" },
        { "- get: {url: nowhere}", "(5,20)", "begins with /" },
        { "- get: {url: '/{{ x }}'}", "(5,20)", "nothing sets the variable 'x'" },
        { "- get: {url: '/{{ $randomNumer(1) }}'}", "(5,20)", "did you mean '$randomNumber'?" },
        { "- get: {url: '/{{ $loopCount }}'}", "(5,20)", "only inside a loop" },
        { "- get: {url: '/{{ x'}", "(5,20)", "'{{' has no '}}'" },
        { "- get: {url: '/{{ $uuid() }}'}", "(5,20)", "write {{ $uuid }}" },
        { "- get: {url: /, json: {a: 1}}", "(5,23)", "a get request has no body" },
        { "- post: {url: /, json: {a: 1}, body: b}", "(5,38)", "'json' is there already" },
        { "- get: {url: /, auth: {user: a}}", "(5,23)", "'pass' is missing" },
        { "- get: {url: /, ifTrue: 'x > 1'}", "(5,31)", "nothing sets the variable 'x'" },
        { "- get: {url: /, capture: {json: $.a}}", "(5,23)", "a capture needs as" },
        { "- get: {url: /, capture: {as: a}}", "(5,23)", "one of json, regexp, header" },
        { "- get: {url: /, capture: {json: '$[?(@.a)]', as: a}}", "(5,39)", "filters and scripts" },
        { "- get: {url: /, capture: {regexp: '(', as: a}}", "(5,41)", "no regular expression" },
        { "- get: {url: /, capture: {regexp: 'x', group: 2, as: a}}", "(5,53)", "no such group" },
        { "- get: {url: /, expect: {statusCode: ok}}", "(5,44)", "expected a status code" },
        { "- get: {url: /, expect: {jmespath: a}}", "(5,32)", "'jmespath' is not supported" },
        { "- loop: [{get: {url: /}}]", "(5,9)", "would never end" },
        { "- loop: [{get: {url: /}}]\n  count: 0", "(6,16)", "a count of rounds" },
        { "- loop: [{get: {url: /}}]\n  over: 5", "(6,15)", "name of a variable" },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_wrong_script_is_refused_with_its_place(string text, string place, string message) => AssertRefused(text, place, message);

    [Theory]
    [MemberData(nameof(Config))]
    public void A_wrong_config_is_refused_with_its_place(string config, string place, string message) =>
        AssertRefused($"config:\n  target: http://h.test\n  {config.Replace("\n", "\n  ", StringComparison.Ordinal)}\nscenarios: [{{flow: []}}]", place, message);

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_wrong_step_is_refused_with_its_place(string step, string place, string message) => AssertRefused(ScriptText.Flow(step), place, message);

    [Fact]
    public void Every_mistake_is_told_at_once_in_the_order_of_the_text()
    {
        var read = ScriptText.Read("config:\n  target: nowhere\n  phases: []\nscenarios:\n  - weight: x\n    flow: [{gett: 1}]");
        Assert.Equal(["load.yaml(2,11)", "load.yaml(3,11)", "load.yaml(5,13)", "load.yaml(6,13)"], read.Problems.Select(problem => problem.Where));
    }

    static void AssertRefused(string text, string place, string message)
    {
        var read = ScriptText.Read(text);
        Assert.False(read.IsValid);
        Assert.Contains(read.Problems, problem => problem.Where.StartsWith($"load.yaml{place}", StringComparison.Ordinal)
            && problem.ToString().Contains(message, StringComparison.Ordinal));
    }
}
