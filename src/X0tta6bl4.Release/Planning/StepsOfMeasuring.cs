using System.Text.Json.Serialization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <content>Steps that measure.</content>
public abstract partial record Step
{
    /// <summary>A gate's question is asked before anything changes, so that there is something to compare with.</summary>
    /// <param name="Gate">The question.</param>
    public sealed record MeasureBaseline(Gate Gate) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"measure the baseline of {Gate.Name}";
    }

    /// <summary>A component answers a load as it should.</summary>
    /// <param name="Load">The load.</param>
    public sealed record RunLoad(LoadTest Load) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"load {Load.Component} with {Load.Rate} requests/s for {Durations.Text(Load.Duration)}";

        /// <summary>What its verdict is about.</summary>
        [JsonIgnore]
        public string Subject => $"load on {Load.Component}";
    }

    /// <summary>A component answers a load script as the script demands.</summary>
    /// <param name="Component">The component that it is about.</param>
    /// <param name="Script">The script's file, relative to the runbook's directory.</param>
    /// <param name="ScriptHash">See <see cref="ScriptFacts.Hash"/>.</param>
    /// <param name="Endpoint">The endpoint that it asks.</param>
    /// <param name="Duration">Time in which its users arrive; the script's phases are shortened or stretched to it.</param>
    public sealed record RunScript(string Component, string Script, string ScriptHash, string Endpoint, TimeSpan Duration) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"load {Component} by {Script} for {Durations.Text(Duration)}";

        /// <summary>What its verdict is about.</summary>
        [JsonIgnore]
        public string Subject => $"load on {Component} ({Path.GetFileNameWithoutExtension(Script)})";
    }

    /// <summary>A gate's question is asked again and again beside the steps of a stage, about the time since the stage began; it stops them as soon as it fails.</summary>
    /// <param name="Gate">The question.</param>
    public sealed record WatchGate(Gate Gate) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"watch {Gate.Name}: {Gate.Title}";
    }

    /// <summary>A gate's question is asked, once its window lies wholly after the last change.</summary>
    /// <param name="Gate">The question.</param>
    public sealed record AskGate(Gate Gate) : Step
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Title => $"ask {Gate.Name}: {Gate.Title}";
    }
}
