namespace X0tta6bl4.Release.Runbooks; 
/// <summary>tmp</summary>
public static class RunbookFingerprint { /// <summary>tmp</summary>
 public static string Of(Runbook r) => r.ToString(); }
