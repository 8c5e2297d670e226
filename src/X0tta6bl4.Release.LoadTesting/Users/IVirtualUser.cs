namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>One user on the way through a scenario.</summary>
internal interface IVirtualUser
{
    /// <summary>Which scenario the user follows, from zero.</summary>
    int Scenario { get; }

    /// <summary>What was wrong with the last answer, or with the request that was to follow, in a few words; null when nothing was.</summary>
    string? Failure { get; }

    /// <summary>What the user wants now. Called first, and again after each answer and each pause.</summary>
    Wish Next();

    /// <summary>Hands over the answer to the request that was wished for.</summary>
    /// <param name="answer">The answer; its parts are gone once this returns.</param>
    void Answered(Answer answer);

    /// <summary>There was no answer.</summary>
    void Lost();
}
