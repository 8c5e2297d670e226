using System.Runtime.CompilerServices;

namespace X0tta6bl4.Release.Targets;

/// <summary>Keeps one session for each build object; an interface has no fields of its own.</summary>
static class SessionOf
{
    static readonly ConditionalWeakTable<IReleaseTargets, ReleaseSession> Sessions = [];

    public static ReleaseSession Build(IReleaseTargets build) => Sessions.GetValue(build, b => new ReleaseSession(RequestReader.Read(b)));

    public static void Finish(IReleaseTargets build)
    {
        if (Sessions.TryGetValue(build, out var session))
        {
            Sessions.Remove(build);
            session.Dispose();
        }
    }
}
