using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>One user of a load test: says what it wants, and is told what came of it. It keeps no time and sends nothing itself.</summary>
/// <param name="run">What all users share.</param>
/// <param name="scenario">Which scenario it follows.</param>
/// <param name="code">Its flow.</param>
internal sealed class VirtualUser(ScriptRun run, int scenario, ImmutableArray<Instruction> code) : IVirtualUser
{
    /// <summary>The <see cref="Scenario"/> of who goes before or after all others.</summary>
    public const int NoScenario = -1;

    /// <summary>Most redirects in a row.</summary>
    const int MostRedirects = 10;

    /// <summary>Most instructions without a wish; a flow that only goes round would hold all others up.</summary>
    const int MostIdle = 100_000;

    UserVariables? variables;
    CookieJar? jar;
    RequestMaker? maker;
    OutgoingRequest? awaited;
    OutgoingRequest? redirected;
    int next;
    int redirects;
    bool isOver;

    /// <summary>Index of the scenario that the user follows; <see cref="NoScenario"/> for the flows before and after.</summary>
    public int Scenario => scenario;

    /// <summary>Why the user failed, in a few words: a capture or an expectation, or a request that could not be made. Null when it did not,
    /// or when there was no answer.</summary>
    public string? Failure { get; private set; }

    /// <summary>True when the user did not get to the end of its flow.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>True for the user whose captures are every later user's.</summary>
    public bool Shares { get; init; }

    UserVariables Variables => variables ??= run.Draw(alone: scenario == NoScenario);

    /// <summary>What the user wants. After a request, only once that was answered or lost.</summary>
    /// <exception cref="InvalidOperationException">A request is under way.</exception>
    public Wish Next()
    {
        if (awaited is not null)
        {
            throw new InvalidOperationException("the user waits for an answer");
        }

        try
        {
            return isOver ? Wish.End : redirected is { } follow ? Send(follow) : Go();
        }
        catch (UserFailureException wrong)
        {
            Fail(wrong.Message);
            return Wish.End;
        }
    }

    /// <summary>Tells the user what the server answered to its last request.</summary>
    public void Answered(Answer answer)
    {
        var (request, step) = (awaited ?? throw new InvalidOperationException("the user waits for no answer"), maker!.Step);
        (awaited, redirected) = (null, null);
        jar = CookieJar.With(jar, answer.Headers, request.Url);
        if (step.FollowsRedirects && answer.Status is 300 or 301 or 302 or 303 or 304 or 307 or 308
            && AnswerHeaders.Find(answer.Headers, "Location") is { Length: > 0 } location)
        {
            Redirect(request, location, answer.Status);
            return;
        }

        redirects = 0;
        if (Judge(step, answer) is { } failure)
        {
            Fail(failure);
        }
    }

    /// <summary>Tells the user that its last request got no answer; its flow ends.</summary>
    public void Lost() => (awaited, isOver, HasFailed) = (null, true, true);

    Wish Go()
    {
        for (var idle = 0; next < code.Length; idle++)
        {
            if (idle == MostIdle)
            {
                throw new UserFailureException($"{MostIdle} steps in a row sent nothing and did not pause");
            }

            var wish = Do(code[next++]);
            if (!wish.IsEnd)
            {
                return wish;
            }
        }

        isOver = true;
        if (Shares && variables is not null)
        {
            run.Share(variables.Captured);
        }

        return Wish.End;
    }

    /// <summary>Does one instruction; the end is no wish.</summary>
    Wish Do(Instruction instruction)
    {
        switch (instruction)
        {
            case Instruction.Send send:
                return IsWanted(send.Maker.Step.IfTrue) ? Make(send.Maker) : Wish.End;
            case Instruction.Think think:
                return new Wish(null, think.Known ?? TimeText.Read(think.Time.Render(Variables)) ?? throw new UserFailureException($"think: '{think.Time.Source}' is no time"));
            case Instruction.Log { Text: var text }:
                run.Log?.Invoke(string.Concat(text.Render(Variables).Select(letter => char.IsControl(letter) ? ' ' : letter)));
                return Wish.End;
            case Instruction.Enter loop:
                Enter(loop);
                return Wish.End;
            case Instruction.Repeat loop:
                Repeat(loop);
                return Wish.End;
            default:
                throw new InvalidOperationException($"no way to do {instruction.GetType().Name}");
        }
    }

    Wish Make(RequestMaker made)
    {
        maker = made;
        return Send(made.For(made.IsShared ? NoValues.Instance : Variables, ref jar));
    }

    Wish Send(OutgoingRequest request)
    {
        awaited = request;
        return new Wish(request, TimeSpan.Zero);
    }

    bool IsWanted(Expression? condition) => condition is null || condition.Evaluate(ValueOf).IsTrue;

    Operand ValueOf(string name)
    {
        var value = VariablePath.Read(name) is { } path ? Variables.Find(path) : default;
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => Operand.Missing,
            JsonValueKind.True or JsonValueKind.False => Operand.Of(value.GetBoolean()),
            JsonValueKind.Number => Operand.Of(value.GetDouble()),
            _ => Operand.Of(JsonValues.AsText(value)),
        };
    }

    void Enter(Instruction.Enter loop)
    {
        var frame = LoopStart.Of(loop.Range, Variables);
        if (frame.IsOn)
        {
            Variables.Enter(frame);
        }
        else
        {
            next = loop.After;
        }
    }

    void Repeat(Instruction.Repeat loop)
    {
        var frame = Variables.Loop!;
        frame.Advance();
        if (frame.IsOn)
        {
            next = loop.First;
        }
        else
        {
            Variables.Leave();
        }
    }

    void Redirect(OutgoingRequest request, string location, int status)
    {
        if (redirects++ == MostRedirects)
        {
            Fail($"more than {MostRedirects} redirects in a row");
        }
        else if (!location.Any(char.IsControl) && Uri.TryCreate(request.Url, location, out var url) && url.Scheme is "http" or "https")
        {
            redirected = RequestMaker.Redirected(request, url, status, jar);
        }
        else
        {
            Fail("a redirect leads to no URL of http or https");
        }
    }

    string? Judge(RequestStep step, Answer answer)
    {
        // A status that was wanted is known without reading anything, and without a trace in memory.
        if (step.Captures.IsEmpty && step.Expectations.IsEmpty)
        {
            return null;
        }

        if (step is { Captures.IsEmpty: true, Expectations: [Expectation.Status { Known: not null } only] })
        {
            return Expectations.CheckStatus(only, answer.Status, NoValues.Instance);
        }

        return Judge(step, new AnswerBody(answer));
    }

    /// <summary>Apart from the method above, which would make what the lambda needs even where it is not reached.</summary>
    string? Judge(RequestStep step, AnswerBody body) =>
        Captures.Run(step, body, Variables)
            ?? step.Expectations.Select(expectation => Expectations.Check(expectation, body, Variables)).FirstOrDefault(failure => failure is not null);

    void Fail(string failure) => (isOver, HasFailed, Failure) = (true, true, failure);
}
