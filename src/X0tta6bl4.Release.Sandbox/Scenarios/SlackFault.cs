namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>How the Slack sink fails.</summary>
internal enum SlackFault
{
    None,
    Fails,
    Hangs,
}
