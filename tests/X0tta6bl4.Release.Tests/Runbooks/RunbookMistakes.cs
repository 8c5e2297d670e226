namespace X0tta6bl4.Release.Tests.Runbooks;

/// <summary>Mistakes: the part of the small runbook that is replaced, what stands there instead, and the problems that follow.</summary>
static class RunbookMistakes
{
    public static TheoryData<string, string, string[]> All { get; } = new()
    {
        // Keys.
        { "    image: example/gateway", "    imgae: example/gateway", [
            "runbook.yaml(29,3): key 'image' is missing: Image name without tag and digest, as the pods' templates spell it",
            "runbook.yaml(30,5): unknown key 'imgae'; allowed keys: image, strategy, stagingCheck, whenOwned, placements (did you mean 'image'?)",
        ] },
        { "budget: 2h\n", "budget: 2h\nowner: me\n", [
            "runbook.yaml(3,1): unknown key 'owner'; allowed keys: version, budget, endpoints, estates, components, charts, backups, monitoring, gates, stages, availability, watch, afterwards",
        ] },
        { "version: 1\n", "", [
            "runbook.yaml(1,1): key 'version' is missing: Version of this file's format: 1",
        ] },
        { "version: 1\n", "version: 2\n", [
            "runbook.yaml(1,10): 2 is not a format version that this build reads (1)",
        ] },
        { "version: 1\n", "version: \"1\"\n", [
            "runbook.yaml(1,10): expected a format version that this build reads (1), found '1'",
        ] },
        { "budget: 2h\n", "budget: 2h\nbudget: 3h\n", [
            "runbook.yaml(3,1): key 'budget' stands here a second time; the first is on line 2",
        ] },
        { "        namespace: system\n        workload: agents-west", "        workload: agents-west", [
            "runbook.yaml(49,7): key 'namespace' is missing: Namespace of the workload",
        ] },
        { "    context: lab-east", "    contxt: lab-east", [
            "runbook.yaml(8,9): key 'context' is missing: Its context in the kubeconfig",
            "runbook.yaml(9,9): unknown key 'contxt'; allowed keys: name, context, role, metrics (did you mean 'context'?)",
        ] },
        { "    role: primary\n        metrics: none\n      - name: west\n        context: lab-west\n        metrics: http://prometheus:9090", "    role: primary\n        metrics: none\n      - name: west\n        context: lab-west", [
            "runbook.yaml(12,9): key 'metrics' is missing: The Prometheus that measures this cluster: its base URL, or its Service, or a map that also says as whom it is asked; or none (reported as not measured). An embedded estate brings its own",
        ] },

        // Charts, gates and validation.
        { "    charts: [vault]", "    charts: [valt]", [
            "runbook.yaml(86,14): no chart is called 'valt'; known: vault (did you mean 'vault'?)",
        ] },
        { "    charts: [vault]", "    charts: []", [
            "runbook.yaml(56,3): chart 'vault' is in no stage; put it into the list 'charts' of one",
        ] },
        { "    charts: [vault]", "    charts: [vault, vault]", [
            "runbook.yaml(86,21): chart 'vault' stands here a second time; the first is on line 86",
        ] },
        { "    version: 0.29.1", "    version: ^0.29", [
            "runbook.yaml(60,14): '^0.29' is not a chart's exact version, such as 65.1.1 (no range)",
        ] },
        { "    charts: [vault]", "    charts: [vault]\n    byHand: Or not.", [
            "runbook.yaml(87,13): stage 'UpdateInfra' has both 'byHand' and 'charts'; a stage does one kind of work",
        ] },
        { "    byHand: Look at it.", "    validation: { gates: [errors], loads: [{ component: gatway, rate: 0, request: { endpoint: app, path: / } }] }", [
            "runbook.yaml(82,27): no gate is called 'errors'; known: none",
            "runbook.yaml(82,57): no component is called 'gatway'; known: gateway, agents (did you mean 'gateway'?)",
            "runbook.yaml(82,71): 0 is not a rate, 1 to 10000",
            "runbook.yaml(82,95): endpoint 'app' is not in the file's list of endpoints; known: api (did you mean 'api'?)",
        ] },
        { "    byHand: Look at it.", "    validation: { scripts: [{ component: gatway, script: ../load.yaml, endpoint: app }] }", [
            "runbook.yaml(82,42): no component is called 'gatway'; known: gateway, agents (did you mean 'gateway'?)",
            "runbook.yaml(82,58): '../load.yaml' is not a file below the build directory, such as k8s/vault-values.yaml (no leading '/', no '..')",
            "runbook.yaml(82,82): endpoint 'app' is not in the file's list of endpoints; known: api (did you mean 'api'?)",
        ] },
        { "    byHand: Look at it.", "    validation: { calls: [{ exec: { placement: agents@north, command: [ls] } }] }", [
            "runbook.yaml(82,48): no component has a placement 'agents@north'; known: gateway@east, agents@east, agents@west",
        ] },
        { "budget: 2h\n", "budget: 2h\ngates: { errors: { title: Errors, cluster: north, query: up, expect: { atMost: some, atLeast: 1 } } }\n", [
            "runbook.yaml(3,44): no estate has a cluster 'north'; known: east, west",
            "runbook.yaml(3,70): expected an expectation with exactly one of the keys 'atMost' or 'atLeast' or 'aboveBaseline' or 'belowBaseline'",
        ] },
        { "budget: 2h\n", "budget: 2h\ngates: { errors: { title: Errors, cluster: east, query: up, expect: { atMost: some } } }\n", [
            "runbook.yaml(3,79): expected an amount of zero or more: a number (10), a share (1%) or a time (300ms, 2s), found 'some'",
        ] },
        { "budget: 2h\n", "budget: 2h\nbackups: { raft: { cluster: east, namespace: vault } }\n", [
            "runbook.yaml(3,12): key 'cronJob' is missing: The CronJob",
        ] },

        // Kinds of values.
        { "budget: 2h\n", "budget: 120\n", [
            "runbook.yaml(2,9): expected a duration such as 30s, 10m, 2h or 1h30m, found the number 120",
        ] },
        { "budget: 2h\n", "budget: two hours\n", [
            "runbook.yaml(2,9): 'two hours' is not a duration; write hours, minutes and seconds, such as 30s, 10m, 2h or 1h30m",
        ] },
        { "budget: 2h\n", "budget: 1d\n", [
            "runbook.yaml(2,9): '1d' is not a duration; write hours, minutes and seconds, such as 30s, 10m, 2h or 1h30m",
        ] },
        { "budget: 2h\n", "budget: 0s\n", [
            "runbook.yaml(2,9): '0s' is no time at all; a duration above zero is needed",
        ] },
        { "budget: 2h\n", "budget: -2h\n", [
            "runbook.yaml(2,9): '-2h' is not a duration; write hours, minutes and seconds, such as 30s, 10m, 2h or 1h30m",
        ] },
        { "budget: 2h\n", "budget: 30m2h\n", [
            "runbook.yaml(2,9): '30m2h' is not a duration; write hours, minutes and seconds, such as 30s, 10m, 2h or 1h30m",
        ] },
        { "budget: 2h\n", "budget:\n", [
            "runbook.yaml(2,8): expected a duration such as 30s, 10m, 2h or 1h30m, found nothing",
        ] },
        { "budget: 2h\n", "budget: [2h]\n", [
            "runbook.yaml(2,9): expected a duration such as 30s, 10m, 2h or 1h30m, found a list",
        ] },
        { "endpoints: [api]\n", "endpoints: api\n", [
            "runbook.yaml(3,12): expected a list of endpoint names, found 'api'",
        ] },
        { "endpoints: [api]\n", "endpoints: [api, api]\n", [
            "runbook.yaml(3,18): endpoint 'api' stands here a second time; the first is on line 3",
        ] },
        { "\"1.28\"", "1.28", [
            """runbook.yaml(6,24): expected a Kubernetes version, MAJOR.MINOR in quotes, such as "1.28", found the number 1.28 (put it in quotes: "1.28")""",
        ] },
        { "\"1.28\"", "\"1.28.3\"", [
            "runbook.yaml(6,24): '1.28.3' is not a Kubernetes version, MAJOR.MINOR in quotes, such as \"1.28\"",
        ] },
        { "embedded: true", "embedded: yes", [
            "runbook.yaml(24,15): expected true or false, found 'yes'",
        ] },
        { "charts:\n  vault:\n    cluster: east\n    namespace: vault\n    chart: hashicorp/vault\n    version: 0.29.1\n    values: k8s/vault.yaml", "charts: [vault]", [
            "runbook.yaml(55,9): expected a map of charts, found a list",
        ] },
        { "    strategy:\n      maxSurge: 25%\n      maxUnavailable: 0", "    strategy: RollingUpdate", [
            "runbook.yaml(31,15): expected a strategy, found 'RollingUpdate'; allowed keys: maxSurge, maxUnavailable",
        ] },
        { """command: [curl, -f, "http://localhost/"]""", "command: curl -f http://localhost/", [
            "runbook.yaml(54,30): expected a list of program and arguments, found 'curl -f http://localhost/'",
        ] },
        { """command: [curl, -f, "http://localhost/"]""", "command: []", [
            "runbook.yaml(54,30): expected a list of program and arguments; at least 1 is needed",
        ] },

        // Values.
        { "maxSurge: 25%", "maxSurge: a quarter", [
            "runbook.yaml(32,17): expected a number of pods (1) or a share of them (25%), found 'a quarter'",
        ] },
        { "maxUnavailable: 0", "maxUnavailable: 101%", [
            "runbook.yaml(33,23): expected a number of pods (1) or a share of them, at most 100%, found '101%'",
        ] },
        { "maxSurge: 25%", "maxSurge: 0%", [
            "runbook.yaml(31,5): maxSurge and maxUnavailable are both zero, so no pod could ever be replaced; at least one must be above zero",
        ] },
        { "        role: primary\n        metrics: none\n      - name: west\n        context: lab-west", "        role: leader\n        metrics: none\n      - name: west\n        context: lab-west", [
            "runbook.yaml(10,15): 'leader' is not a role; allowed: secondary, primary",
        ] },
        { "        role: primary\n        metrics: none\n      - name: west\n        context: lab-west", "        metrics: none\n      - name: west\n        context: lab-west", [
            "runbook.yaml(8,7): estate 'lab' has no primary cluster; give one of its clusters 'role: primary'",
        ] },
        { "        context: lab-west", "        context: lab-west\n        role: primary", [
            "runbook.yaml(14,15): 'east' is this estate's primary cluster already; exactly one cluster is primary",
        ] },
        { "        context: lab-west", "        context: lab-east", [
            "runbook.yaml(13,18): context 'lab-east' stands here a second time; the first is on line 9",
        ] },
        { "      - name: west\n        context: lab-west", "      - name: east\n        context: lab-west", [
            "runbook.yaml(12,15): cluster 'east' stands here a second time; the first is on line 8",
        ] },
        { "metrics: http://prometheus:9090", "metrics: prometheus:9090", [
            "runbook.yaml(14,18): 'prometheus:9090' is not an absolute http or https URL (no query, no fragment), such as https://api.example.com, or none",
        ] },
        { "        metrics: http://prometheus:9090", "        metrics: nope", [
            "runbook.yaml(14,18): 'nope' is not an absolute http or https URL (no query, no fragment), such as https://api.example.com, or none",
        ] },
        { "url: https://registry.example.com", "url: registry.example.com", [
            "runbook.yaml(16,12): 'registry.example.com' is not an absolute http or https URL (no query, no fragment), such as https://api.example.com",
        ] },
        { "url: https://registry.example.com", "url: https://user:pw@registry.example.com", [
            "runbook.yaml(16,12): this URL contains '@'; user names and passwords do not belong here, write an absolute http or https URL without them",
        ] },
        { "userNameVariable: REG_USER", "userNameVariable: s3cret!", [
            "runbook.yaml(17,40): this is not the name of an environment variable (A-Z, 0-9 and '_'); the secret itself does not belong here",
        ] },
        { "passwordVariable: REG_PASSWORD", "passwordVariable: hunter2", [
            "runbook.yaml(17,68): this is not the name of an environment variable (A-Z, 0-9 and '_'); the secret itself does not belong here",
        ] },
        { "mirror: registry.example.com", "mirror: https://registry.example.com", [
            "runbook.yaml(18,15): 'https://registry.example.com' is not a registry host with an optional port, such as registry.example.com:5000",
        ] },
        { "image: example/gateway", "image: example/gateway:2.3.0", [
            "runbook.yaml(30,12): 'example/gateway:2.3.0' has a tag or digest; write 'example/gateway', the release adds the version",
        ] },
        { "image: example/gateway", "image: Example/Gateway", [
            "runbook.yaml(30,12): 'Example/Gateway' is not an image name, such as x0tta6bl4/api-gateway or registry.example.com:5000/team/app",
        ] },
        { "image: example/agents", "image: registry.example.com:5000/example/agents@sha256:0000000000000000000000000000000000000000000000000000000000000000", [
            "runbook.yaml(43,12): 'registry.example.com:5000/example/agents@sha256:0000000000000000000000000000000000000000000000000000000000000000' has a tag or digest; write 'registry.example.com:5000/example/agents', the release adds the version",
        ] },
        { "workload: gateway", "workload: Gateway", [
            "runbook.yaml(37,19): 'Gateway' is not a Kubernetes object name (RFC 1123 subdomain: labels of a-z, 0-9 and '-', joined by '.', at most 253 characters)",
        ] },
        { "workload: agents-west", "workload: agents_west", [
            "runbook.yaml(51,19): 'agents_west' is not a Kubernetes object name (RFC 1123 subdomain: labels of a-z, 0-9 and '-', joined by '.', at most 253 characters)",
        ] },
        { "namespace: vault", "namespace: vault.prod", [
            "runbook.yaml(58,16): 'vault.prod' is not a Kubernetes name (RFC 1123 label: a-z, 0-9 and '-', beginning and ending with a letter or digit, at most 63 characters)",
        ] },
        { "container: gateway", "container: gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg", [
            "runbook.yaml(38,20): 'gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg' is not a Kubernetes name (RFC 1123 label: a-z, 0-9 and '-', beginning and ending with a letter or digit, at most 63 characters)",
        ] },
        { "path: /health", "path: health", [
            "runbook.yaml(41,42): 'health' is not a path with a leading '/', such as /health",
        ] },
        { "path: /health", "path: //evil.example.com/health", [
            "runbook.yaml(41,42): '//evil.example.com/health' is not a path with a leading '/', such as /health",
        ] },
        { "path: /health", "path: /health, tries: 0", [
            "runbook.yaml(41,58): 0 is not a number of tries, 1 to 100",
        ] },
        { "path: /health", "path: /health, tries: many", [
            "runbook.yaml(41,58): expected a number of tries, 1 to 100, found 'many'",
        ] },
        { "path: /health", "path: /health, method: FETCH", [
            "runbook.yaml(41,59): 'FETCH' is not an HTTP method; allowed: GET, HEAD, OPTIONS, POST",
        ] },
        { "path: /health", "path: /health, status: 99", [
            "runbook.yaml(41,59): 99 is not a status code, 200 to 599",
        ] },
        { "- http: { endpoint: api, path: /health }", "- tcp: { port: 80 }", [
            "runbook.yaml(41,13): unknown kind 'tcp'; expected a check with the key 'http' or 'exec'",
        ] },
        { "- http: { endpoint: api, path: /health }", "- { http: { endpoint: api, path: /health }, exec: { command: [a] } }", [
            "runbook.yaml(41,13): expected a check with exactly one of the keys 'http' or 'exec'",
        ] },
        { "chart: hashicorp/vault", "chart: vault", [
            "runbook.yaml(59,12): 'vault' is not a chart, REPOSITORY/CHART, such as hashicorp/vault",
        ] },
        { "values: k8s/vault.yaml", "values: ../secrets/vault.yaml", [
            "runbook.yaml(61,13): '../secrets/vault.yaml' is not a file below the build directory, such as k8s/vault-values.yaml (no leading '/', no '..')",
        ] },
        { "- name: Prepare", "- name: prepare the release", [
            "runbook.yaml(63,11): 'prepare the release' is not the name of a target of the build, such as UpdateGateway",
        ] },
        { "    owner: qa-engineer", "    owner: QA", [
            "runbook.yaml(81,12): 'QA' is not a name (a-z, 0-9 and '-', beginning and ending with a letter or digit, at most 63 characters)",
        ] },

        // Names, waves and budgets.
        { "    cluster: east\n    namespace: vault", "    cluster: eats\n    namespace: vault", [
            "runbook.yaml(57,14): no estate has a cluster 'eats'; known: east, west (did you mean 'east'?)",
        ] },
        { "      west:\n        namespace: system", "      wets:\n        namespace: system", [
            "runbook.yaml(49,7): no estate has a cluster 'wets'; known: east, west (did you mean 'west'?)",
        ] },
        { "endpoint: api, path", "endpoint: apo, path", [
            "runbook.yaml(41,31): endpoint 'apo' is not in the file's list of endpoints; known: api (did you mean 'api'?)",
        ] },
        { "      api: https://api.example.com", "      app: https://api.example.com", [
            "runbook.yaml(19,5): estate 'lab' does not say where endpoint 'api' is",
            "runbook.yaml(20,7): endpoint 'app' is not in the file's list of endpoints; known: api (did you mean 'api'?)",
        ] },
        { "    endpoints:\n      api: https://api.example.com\n", "", [
            "runbook.yaml(5,3): estate 'lab' does not say where endpoint 'api' is",
        ] },
        { "    registry:\n      url: https://registry.example.com\n      credentials: { userNameVariable: REG_USER, passwordVariable: REG_PASSWORD }\n      mirror: registry.example.com\n", "", [
            "runbook.yaml(5,3): key 'registry' is missing: an estate that is not embedded says where images are checked",
        ] },
        { "    embedded: true\n", "    embedded: true\n    registry: { url: http://localhost }\n", [
            "runbook.yaml(25,5): estate 'toy' is embedded and brings its own registry; remove this key",
        ] },
        { "    embedded: true\n", "    embedded: true\n    endpoints: { api: http://localhost }\n", [
            "runbook.yaml(25,5): estate 'toy' is embedded and brings its own endpoints; remove this key",
        ] },
        { "placements: [gateway@east]", "placements: [gatway@east]", [
            "runbook.yaml(70,22): no component is called 'gatway'; known: gateway, agents (did you mean 'gateway@east'?)",
        ] },
        { "placements: [gateway@east]", "placements: [gateway@west]", [
            "runbook.yaml(70,22): component 'gateway' has no placement on 'west'; it runs on: east (did you mean 'gateway@east'?)",
        ] },
        { "placements: [gateway@east]", "placements: [gateway]", [
            "runbook.yaml(70,22): 'gateway' is not a placement, COMPONENT@CLUSTER",
        ] },
        { "placements: [gateway@east]", "placements: [gateway@east, agents@west]", [
            "runbook.yaml(78,22): placement 'agents@west' stands here a second time; the first is on line 70",
        ] },
        { "placements: [gateway@east]", "placements: []", [
            "runbook.yaml(70,21): expected a list of placements, COMPONENT@CLUSTER; at least 1 is needed",
        ] },
        { "      - placements: [agents@east]\n        soak: 30s\n", "", [
            "runbook.yaml(45,7): placement 'agents@east' is in no wave of any stage; put it into one",
        ] },
        { "      west:\n        namespace: system", "      east:\n        namespace: system", [
            "runbook.yaml(49,7): key 'east' stands here a second time; the first is on line 45",
            "runbook.yaml(78,22): component 'agents' has no placement on 'west'; it runs on: east (did you mean 'agents@east'?)",
        ] },
        { "        workload: agents\n        container: agents", "        workload: gateway\n        container: gateway", [
            "runbook.yaml(48,20): container 'east/system/gateway/gateway' stands here a second time; the first is on line 38",
        ] },
        { "sharesBudgetWith: UpdateGateway", "sharesBudgetWith: UpdateGatewy", [
            "runbook.yaml(73,23): no stage is called 'UpdateGatewy'; stages with a budget: Prepare, UpdateGateway, Validate, UpdateInfra (did you mean 'UpdateGateway'?)",
        ] },
        { "sharesBudgetWith: UpdateGateway", "sharesBudgetWith: UpdateAgents", [
            "runbook.yaml(73,23): a stage cannot share its budget with itself; stages with a budget: Prepare, UpdateGateway, Validate, UpdateInfra",
        ] },
        { "sharesBudgetWith: UpdateGateway", "sharesBudgetWith: UpdateGateway\n    budget: 5m", [
            "runbook.yaml(73,23): stage 'UpdateAgents' has both 'budget' and 'sharesBudgetWith'; it takes one of them",
        ] },
        { "    sharesBudgetWith: UpdateGateway\n", "", [
            "runbook.yaml(72,5): key 'budget' is missing: time limit of the stage (or 'sharesBudgetWith')",
        ] },
        { "- name: Validate", "- name: Prepare", [
            "runbook.yaml(79,11): stage 'Prepare' stands here a second time; the first is on line 63",
        ] },
        { "        soak: 30s\n  - name: UpdateAgents", "        soak: 9m30s\n  - name: UpdateAgents", [
            "runbook.yaml(67,13): the soaks of the waves alone take 10m of a budget of 10m; shorten them or raise the budget",
        ] },
        { "        soak: 30s\n  - name: UpdateAgents", "        soak: 30s\n    byHand: And look.\n  - name: UpdateAgents", [
            "runbook.yaml(72,13): stage 'UpdateGateway' has both 'byHand' and 'waves'; a stage does one kind of work",
        ] },

        // YAML itself.
        { "budget: 2h\n", "budget: \"2h\n", [
            "runbook.yaml(2,9): not valid YAML: While scanning a multi-line double-quoted scalar, found wrong indentation",
        ] },
        { "budget: 2h\n", "budget: 2h\n\tendpoints: [x]\n", [
            "runbook.yaml(2,9): not valid YAML: While scanning a plain scalar, found a tab character that violate indentation",
        ] },
        { "endpoints: [api]\n", "endpoints: [api\n", [
            "runbook.yaml(3,1): not valid YAML from here on; is every [, { and quote closed?",
        ] },
        { "budget: 2h\n", "budget: &b 2h\n", [
            "runbook.yaml(2,9): anchors (&) and aliases (*) are not supported; write the value out",
        ] },
        { "    owner: qa-engineer", "    owner: *who", [
            "runbook.yaml(81,12): anchors (&) and aliases (*) are not supported; write the value out",
        ] },
        { "budget: 2h\n", "budget: !!str 2h\n", [
            "runbook.yaml(2,9): tags (!) are not supported; write the value without one",
        ] },
        { "    charts: [vault]", "    charts: [vault]\n---\nversion: 1", [
            "runbook.yaml(87,1): a second document begins here; a runbook is one document",
        ] },
        { "budget: 2h\n", "[budget]: 2h\n", [
            "runbook.yaml(2,1): expected a key, found a list",
        ] },
    };
}
