namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>What one of a script's requests is called in results.</summary>
/// <param name="Scenario">Its scenario; <c>before</c> and <c>after</c> for the flows of these names.</param>
/// <param name="Request">Its own name, or method and URL as the script writes it, such as <c>GET /items/{{ id }}</c>.</param>
internal readonly record struct StepName(string Scenario, string Request);
