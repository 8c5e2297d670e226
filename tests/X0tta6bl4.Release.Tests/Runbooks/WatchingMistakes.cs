namespace X0tta6bl4.Release.Tests.Runbooks;

/// <summary>Mistakes of what is watched beside a release, as <see cref="RunbookMistakes"/> has the others.</summary>
static class WatchingMistakes
{
    public static TheoryData<string, string, string[]> All { get; } = new()
    {
        // Availability.
        { "budget: 2h\n", "budget: 2h\navailability: [{ request: { endpoint: app, path: / }, rate: 0, failedAtMost: 200%, timeout: 1m }]\n", [
            "runbook.yaml(3,39): endpoint 'app' is not in the file's list of endpoints; known: api (did you mean 'api'?)",
            "runbook.yaml(3,61): 0 is not a rate, 1 to 1000",
            "runbook.yaml(3,78): a share is at most 100%; write for example 1%",
            "runbook.yaml(3,93): a probe waits at most 30s for its answer, because a stage ends only when its probes have",
        ] },
        { "budget: 2h\n", "budget: 2h\navailability: [{ request: { endpoint: api, path: / } }, { request: { endpoint: api, path: /a, json: { /a: b } } }]\n", [
            "runbook.yaml(3,80): a probe of endpoint 'api' stands here a second time; the first is on line 3",
            "runbook.yaml(3,95): a probe is judged by its status; remove 'json', or check the answer's content with an http check",
        ] },
        { "budget: 2h\n", "budget: 2h\navailability: [{ rate: 5 }]\n", [
            "runbook.yaml(3,16): key 'request' is missing: What each probe is: a request that a user would make",
        ] },
        { "    embedded: true", "    embedded: true\n    control: https://example.org", [
            "runbook.yaml(25,14): estate 'toy' is embedded and brings its own control endpoint; remove this key",
        ] },
        { "    kubernetesAtLeast: \"1.28\"", "    control: example.org\n    kubernetesAtLeast: \"1.28\"", [
            "runbook.yaml(6,14): 'example.org' is not an absolute http or https URL (no query, no fragment), such as https://api.example.com",
        ] },

        // Where measurements are.
        { "        metrics: http://prometheus:9090", "        metrics: { url: https://p.example.com, service: monitoring/prometheus:9090 }", [
            "runbook.yaml(14,9): a Prometheus has a 'url' or a 'service', not both; remove one of them",
        ] },
        { "        metrics: http://prometheus:9090", "        metrics: { timeout: 5s }", [
            "runbook.yaml(14,9): a Prometheus has a 'url' or a 'service'; write one of them",
        ] },
        { "        metrics: http://prometheus:9090", "        metrics: { service: prometheus:9090, bearerVariable: TOKEN }", [
            "runbook.yaml(14,29): 'prometheus:9090' is not a Service with a port, NAMESPACE/NAME:PORT, such as monitoring/prometheus:9090 (or NAMESPACE/https:NAME:PORT)",
            "runbook.yaml(14,62): a Service is asked with the credentials of the kubeconfig; remove this key",
        ] },
        { "        metrics: http://prometheus:9090", "        metrics: { url: https://p.example.com, passwordVariable: P, certificateFileVariable: C }", [
            "runbook.yaml(14,66): 'passwordVariable' needs 'userNameVariable' beside it",
            "runbook.yaml(14,94): 'certificateFileVariable' needs 'keyFileVariable' beside it",
        ] },
        { "        metrics: http://prometheus:9090", "        metrics: { url: http://p.example.com, bearerVariable: TOKEN, userNameVariable: U }", [
            "runbook.yaml(14,63): credentials and certificates are for https only; write an https URL, or remove this key",
            "runbook.yaml(14,88): a request has one login; remove 'bearerVariable' or 'userNameVariable'",
            "runbook.yaml(14,88): credentials and certificates are for https only; write an https URL, or remove this key",
        ] },
        { "        metrics: http://prometheus:9090", "        metrics: { url: https://p.example.com, bearerVariable: my-secret-token }", [
            "runbook.yaml(14,64): this is not the name of an environment variable (A-Z, 0-9 and '_'); the secret itself does not belong here",
        ] },

        // Gates.
        { "budget: 2h\n", "budget: 2h\ngates: { errors: { title: Errors, cluster: west, query: up, expect: { aboveBaseline: 20% }, series: 2, leastSamples: 3, window: 1m, interval: 2m, failed: { atLeast: 3, of: 2 }, optional: true, onNoEvidence: goOn } }\n", [
            "runbook.yaml(3,101): a comparison with the baseline is about one series; aggregate the query, or expect an absolute amount",
            "runbook.yaml(3,118): 'leastSamples' means nothing without 'samples', which says whose samples are counted",
            "runbook.yaml(3,143): what happens between two questions would never be seen; 'interval' is at most the window, 1m",
            "runbook.yaml(3,147): 3 of 2 answers can never be; 'atLeast' is at most 'of'",
            "runbook.yaml(3,208): 'optional' says already that missing evidence does not stop the release; remove it, or remove 'onNoEvidence'",
        ] },
        { "budget: 2h\n", "budget: 2h\ngates: { errors: { title: Errors, cluster: west, query: up, expect: { atMost: 1 }, series: 0, samples: 'up[5m]', failed: 3, onInconclusive: pass } }\n", [
            "runbook.yaml(3,92): 0 is not a number of series, 1 to 1000",
            "runbook.yaml(3,104): 'up[5m]' is not a PromQL selector of series without a range, such as http_requests_total{service=\"api\"}",
            "runbook.yaml(3,122): expected how many of how many, found the number 3; allowed keys: atLeast, of",
            "runbook.yaml(3,141): 'pass' is not what follows; allowed: stop, goOn, fail",
        ] },

        // The watch after a release.
        { "budget: 2h\n", "budget: 2h\nwatch: { interval: 0s, failuresInRow: 0, leastEvidence: 101%, gates: [errors] }\n", [
            "runbook.yaml(3,20): '0s' is no time at all; a duration above zero is needed",
            "runbook.yaml(3,39): 0 is not a number of failures, 1 to 100",
            "runbook.yaml(3,57): a share is at most 100%; write for example 90%",
            "runbook.yaml(3,63): unknown key 'gates'; allowed keys: interval, failuresInRow, leastEvidence",
        ] },
        { "      soak: 0s", "      watchInterval: 1 minute", [
            "runbook.yaml(22,22): '1 minute' is not a duration; write hours, minutes and seconds, such as 30s, 10m, 2h or 1h30m",
        ] },

        // Guards.
        { "    charts: [vault]", "    charts: [vault]\n    guards: [errors, errors]", [
            "runbook.yaml(87,14): no gate is called 'errors'; known: none",
            "runbook.yaml(87,22): guard 'errors' stands here a second time; the first is on line 87",
            "runbook.yaml(87,22): no gate is called 'errors'; known: none",
        ] },
        { "    byHand: Look at it.", "    byHand: Look at it.\n    guards: [errors]", [
            "runbook.yaml(83,13): stage 'Validate' changes nothing live that a guard could stop; remove 'guards', or give it 'waves' or 'charts'",
            "runbook.yaml(83,14): no gate is called 'errors'; known: none",
        ] },
    };
}
