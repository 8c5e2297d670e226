using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for where a cluster's measurements are.</summary>
/// <param name="findings">Where mistakes go.</param>
internal sealed class MetricsChecks(Findings findings)
{
    /// <summary>Checks what a cluster says of its measurements in a map; a plain URL has nothing to check.</summary>
    public void Check(ClusterEntry cluster)
    {
        if (cluster.Metrics is not { } metrics || !findings.Remembers(metrics))
        {
            return;
        }

        if (findings.Has(metrics, "url") == findings.Has(metrics, "service"))
        {
            findings.Add(findings.At(metrics), $"a Prometheus has a 'url' or a 'service'{(findings.Has(metrics, "url") ? ", not both; remove" : "; write")} one of them");
        }

        Pair(metrics, "passwordVariable", "userNameVariable");
        Pair(metrics, "certificateFileVariable", "keyFileVariable");
        Pair(metrics, "keyFileVariable", "certificateFileVariable");
        if (findings.Has(metrics, "bearerVariable") && findings.Has(metrics, "userNameVariable"))
        {
            findings.Add(findings.At(metrics, "userNameVariable"), "a request has one login; remove 'bearerVariable' or 'userNameVariable'");
        }

        var wrong = findings.Has(metrics, "service") ? "a Service is asked with the credentials of the kubeconfig; remove this key"
            : metrics.Url is { IsLoopback: false } url && url.Scheme == Uri.UriSchemeHttp ? "credentials and certificates are for https only; write an https URL, or remove this key"
            : null;
        if (wrong is not null)
        {
            foreach (var (key, _) in metrics.Variables.Where(variable => findings.Has(metrics, variable.Key)))
            {
                findings.Add(findings.At(metrics, key), wrong);
            }
        }
    }

    void Pair(MetricsEntry metrics, string key, string other)
    {
        if (findings.Has(metrics, key) && !findings.Has(metrics, other))
        {
            findings.Add(findings.At(metrics, key), $"'{key}' needs '{other}' beside it");
        }
    }
}
