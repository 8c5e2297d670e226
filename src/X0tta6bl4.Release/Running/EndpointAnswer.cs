namespace X0tta6bl4.Release.Running;

/// <summary>How an endpoint answered one request.</summary>
/// <param name="Status">HTTP status code; null when there was no answer.</param>
/// <param name="Message">What was seen, in a few words: <c>200 OK in 12 ms</c> or <c>connection refused</c>.</param>
/// <param name="Body">The answer's body as text, at most its first 64 KiB; empty for none.</param>
public sealed record EndpointAnswer(int? Status, string Message, string Body = "");
