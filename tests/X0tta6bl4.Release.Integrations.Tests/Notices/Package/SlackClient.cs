using System.Net.Http.Json;

namespace Slack.Webhooks;

/// <summary>
/// Stands in for the package's client in builds without the package: the few members that the adapter uses, after the package's public documentation. It shows that the adapter works with
/// such a client; that the package has these members only a build with the package shows.
/// </summary>
sealed class SlackClient(string webhookUrl, int timeout = 100, HttpClient? httpClient = null) : IDisposable
{
    readonly HttpClient client = httpClient ?? new HttpClient { Timeout = TimeSpan.FromSeconds(timeout) };

    public async Task<bool> PostAsync(SlackMessage slackMessage)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(webhookUrl), new { text = slackMessage.Text, mrkdwn = true });
        return string.Equals(await answer.Content.ReadAsStringAsync(), "ok", StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => client.Dispose();
}
