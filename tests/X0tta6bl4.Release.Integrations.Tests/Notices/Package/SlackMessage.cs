namespace Slack.Webhooks;

/// <summary>Stands in for the package's message; see <see cref="SlackClient"/>.</summary>
sealed class SlackMessage
{
    public string Text { get; set; } = "";
}
