namespace X0tta6bl4.Release.Running;

/// <summary>Tells people what happens to a release.</summary>
public interface INoticeSender
{
    /// <summary>Sends one notice; repeats what may pass by itself, within its own limits of time.</summary>
    /// <param name="text">The notice, plain text with Slack's simple marks: <c>*bold*</c>, <c>`code`</c>; at most 3,000 characters.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <exception cref="Planning.EstateAccessException">It was not delivered; the message is free of the address, which is a secret.</exception>
    Task SendAsync(string text, CancellationToken cancellationToken);
}
