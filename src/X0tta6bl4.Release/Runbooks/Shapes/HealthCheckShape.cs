using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A health check in the file: <c>http</c> or <c>exec</c>.</summary>
internal static class HealthCheckShape
{
    static readonly Key<HealthCheck.Http, string> Endpoint =
        new("endpoint", "Name of the endpoint, from the list at the file's head", Words.Name, check => check.Endpoint);

    static readonly Key<HealthCheck.Http, string> Path =
        new("path", "Path and query below the endpoint, with a leading slash", Words.RequestPath, check => check.Path);

    static readonly OptionalKey<HealthCheck.Http, string> Method = new(
        "method",
        "HTTP method; default GET",
        Scalars.Word("an HTTP method", ("GET", "GET"), ("HEAD", "HEAD"), ("OPTIONS", "OPTIONS"), ("POST", "POST")),
        check => check.Method,
        "GET");

    static readonly OptionalKey<HealthCheck.Http, int> Status =
        new("status", "Expected status code; default 200", Scalars.Integer("a status code, 200 to 599", 200, 599), check => check.Status, 200);

    static readonly OptionalKey<HealthCheck.Http, int> Tries =
        new("tries", "How often to try before giving up; default 10", Scalars.Integer("a number of tries, 1 to 100", 1, 100), check => check.Tries, 10);

    static readonly OptionalKey<HealthCheck.Http, TimeSpan> Spacing =
        new("spacing", "Time between two tries; default 30s", Scalars.Duration(), check => check.Spacing, TimeSpan.FromSeconds(30));

    static readonly Key<HealthCheck.Exec, ImmutableArray<string>> Command = new(
        "command",
        "Program and arguments, as a list; no shell is involved",
        new ListShape<string>(Words.Argument, "a list of program and arguments", least: 1),
        check => check.Command);

    static readonly OptionalKey<HealthCheck.Exec, TimeSpan> Timeout =
        new("timeout", "Limit for the command; default 30s", Scalars.Duration(), check => check.Timeout, TimeSpan.FromSeconds(30));

    static readonly RecordShape<HealthCheck.Http> Http = new(
        "an http check",
        [Endpoint, Path, Method, Status, Tries, Spacing],
        f => new HealthCheck.Http(f.Of(Endpoint), f.Of(Path), f.Of(Method), f.Of(Status), f.Of(Tries), f.Of(Spacing)));

    /// <summary>A command alone.</summary>
    public static RecordShape<HealthCheck.Exec> Exec { get; } =
        new("an exec check", [Command, Timeout], f => new HealthCheck.Exec(f.Of(Command), f.Of(Timeout)));

    /// <summary>The check.</summary>
    public static ChoiceShape<HealthCheck> Shape { get; } = new(
        "a check",
        [
            new Choice<HealthCheck, HealthCheck.Http>("http", "A request to a public endpoint, which must answer with the expected status", Http),
            new Choice<HealthCheck, HealthCheck.Exec>("exec", "A command in a ready pod of the workload, which must end with exit code 0", Exec),
        ],
        new HealthCheck.Exec([], TimeSpan.FromSeconds(30)));
}
