using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Execution;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The Kubernetes API of one cluster.</summary>
internal sealed class ApiServer(Cluster cluster, ClusterControllers controllers, ScenarioState scenario)
{
    readonly ObjectWriter writer = new(cluster);
    readonly ObjectPatcher patcher = new(cluster, new(cluster));
    readonly ObjectDeleter deleter = new(cluster);
    readonly ObjectLister lister = new(cluster);
    readonly Authorizer authorizer = new(cluster);
    readonly FaultyApi faults = new(cluster, scenario);

    /// <summary>The way to what Services serve.</summary>
    public ServiceProxy Services { get; } = new(cluster, controllers.Kubelet, new(cluster));

    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var fault = await faults.ChooseAsync(context.Request, cancellationToken).ConfigureAwait(false);
            if (fault is { IsApplied: false })
            {
                throw fault.Rejection;
            }

            var reply = await AnswerAsync(context, cancellationToken).ConfigureAwait(false);
            if (fault is not null)
            {
                throw fault.Rejection;
            }

            if (reply is not null)
            {
                await reply.WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Rejection rejection) when (!context.Response.HasStarted)
        {
            if (rejection.Code == StatusCodes.Status429TooManyRequests)
            {
                context.Response.Headers.RetryAfter = "1";
            }

            await ApiReply.Of(rejection.Status, rejection.Code).WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<ApiReply?> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        if (AboutItself(path) is { } told)
        {
            return told;
        }

        if (Discovery.IsUnknownGroup(path))
        {
            return new(404, "404 page not found\n"u8.ToArray(), "text/plain");
        }

        if (await Services.TryAsync(context, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var target = ApiPath.Parse(path) ?? throw Rejection.NoSuchPath();
        cluster.Do(() => authorizer.Check(request, target));
        if (target is { Subresource: "exec" } && target.Kind == ResourceKinds.Pods)
        {
            await new ExecSession(cluster, controllers.Kubelet, target, scenario.Current.FailingTests).HandleAsync(context, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (HttpMethods.IsGet(request.Method) && target is { Name: null, Kind.IsReview: false } && request.Query["watch"].ToString() is "true" or "1")
        {
            var watch = new WatchStream(cluster, ObjectFilter.Of(target, request.Query), request.Query, faults.LimitWatch(request), AnswerForms.Of(request));
            await watch.WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var body = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        return cluster.Do(() => Answer(request, target, body));
    }

    static ApiReply? AboutItself(string path)
    {
        if (path is "/healthz" or "/readyz" or "/livez")
        {
            return new(200, "ok"u8.ToArray(), "text/plain");
        }

        return Discovery.Answer(path) is { } told ? ApiReply.Of(told) : OpenApi.Answer(path);
    }

    ApiReply Answer(HttpRequest request, ApiPath target, byte[] body) => (request.Method, target) switch
    {
        (_, { Subresource: { } part }) when !target.Kind.Has(part) => throw Rejection.NoSuchPath(),
        ("GET", { Kind.IsReview: true }) => throw Rejection.MethodNotAllowed(),
        ("GET", { Name: null }) => lister.List(target, request.Query, AnswerForms.Of(request)),
        ("GET", { Subresource: "log" }) => Log(request, target),
        ("GET", { Subresource: "scale", Kind.HasScale: true }) => ApiReply.Of(Scales.Of(FindScaled(target).Value)),
        ("GET", { Subresource: null or "status" }) => Get(request, target),
        ("POST", { Name: null, Kind.IsReview: true }) => ApiReply.Of(AccessReviews.Answer(Given(body), scenario.Current, authorizer, request.Headers), 201),
        ("POST", { Name: null }) when scenario.Current.Refused.Contains(target.Kind.Plural) =>
            throw Rejection.Forbidden(target.Kind, "", "the scenario's admission refuses it"),
        ("POST", { Name: null }) => ApiReply.Of(writer.Create(target.Kind, target.Namespace, Json(request, body), WriteOptions.Of(request, null)), 201),
        ("PUT", { Name: not null }) => Put(request, target, Json(request, body)),
        ("PATCH", { Name: not null }) => Patch(request, target, body),
        ("DELETE", { Name: null }) => DeleteAll(request, target, body),
        ("DELETE", { Subresource: null }) => ApiReply.Of(deleter.Delete(Find(target), DeleteOptions(request, body))),
        _ => throw Rejection.MethodNotAllowed(),
    };

    ApiReply Log(HttpRequest request, ApiPath target)
    {
        var pod = Find(target);
        return PodLogs.Read(target, controllers.Kubelet.Find(target.Namespace, pod.Name), pod.Value.Text("spec", "nodeName") is not null, request.Query);
    }

    ApiReply Get(HttpRequest request, ApiPath target)
    {
        var form = AnswerForms.Of(request);
        var stored = Find(target);
        var metadata = new JsonObject { ["resourceVersion"] = stored.Value.Text("metadata", "resourceVersion") };
        return form switch
        {
            AnswerForm.Metadata => ApiReply.Of(PartialMetadata.Of(stored.Value)),
            AnswerForm.Table => ApiReply.Of(Tables.Of(target.Kind, [stored.Value], metadata, cluster.Clock.Now, request.Query["includeObject"])),
            _ => new(200, stored.Utf8),
        };
    }

    ApiReply Put(HttpRequest request, ApiPath target, JsonObject given)
    {
        var options = WriteOptions.Of(request, target.Subresource);
        return target switch
        {
            { Subresource: "scale", Kind.HasScale: true } => ApiReply.Of(Scales.Of(writer.Update(Find(target), Scales.Written(Find(target).Value, given), options))),
            { Subresource: null } or { Subresource: "status", Kind.HasStatus: true } => ApiReply.Of(writer.Update(Find(target), given, options)),
            _ => throw Rejection.MethodNotAllowed(),
        };
    }

    ApiReply Patch(HttpRequest request, ApiPath target, byte[] body)
    {
        var options = WriteOptions.Of(request, target.Subresource);
        if (target is { Subresource: "scale", Kind.HasScale: true })
        {
            var live = Find(target);
            var scale = ObjectPatcher.Patched(Scales.Of(live.Value), MediaType(request), Bodies.Json(body));
            return ApiReply.Of(Scales.Of(writer.Update(live, Scales.Written(live.Value, scale), options)));
        }

        if (target.Subresource is not null && !(target is { Subresource: "status", Kind.HasStatus: true }))
        {
            throw Rejection.MethodNotAllowed();
        }

        var (result, isCreated) = patcher.Patch(target, MediaType(request), body, options);
        return ApiReply.Of(result, isCreated ? 201 : 200);
    }

    ApiReply DeleteAll(HttpRequest request, ApiPath target, byte[] body)
    {
        var filter = ObjectFilter.Of(target, request.Query);
        var reply = lister.List(target, request.Query, AnswerForm.Whole);
        foreach (var stored in cluster.Store.List(target.Kind, target.Namespace).Where(filter.Matches).ToList())
        {
            deleter.Delete(stored, DeleteOptions(request, body));
        }

        return reply;
    }

    StoredObject FindScaled(ApiPath target) =>
        cluster.Store.Find(target.Kind, target.Namespace, target.Name ?? "") ?? throw Rejection.NotFound(target.Kind, target.Name ?? "", "scale");

    StoredObject Find(ApiPath target) =>
        cluster.Store.Find(target.Kind, target.Namespace, target.Name ?? "") ?? throw Rejection.NotFound(target.Kind, target.Name ?? "");

    static JsonObject DeleteOptions(HttpRequest request, byte[] body)
    {
        var options = body.Length == 0 ? [] : Given(body);
        if (int.TryParse(request.Query["gracePeriodSeconds"], System.Globalization.CultureInfo.InvariantCulture, out var grace))
        {
            options["gracePeriodSeconds"] = grace;
        }

        if (request.Query["propagationPolicy"].ToString() is { Length: > 0 } policy)
        {
            options["propagationPolicy"] = policy;
        }

        if (request.Query["dryRun"] == "All")
        {
            options["dryRun"] = new JsonArray("All");
        }

        WriteOptions.CheckDryRun("DeleteOptions", request.Query["dryRun"]);
        var policies = new[] { "Foreground", "Background", "Orphan" };
        if (options.Text("propagationPolicy") is { } asked && !policies.Contains(asked))
        {
            throw Rejection.InvalidOptions("DeleteOptions", "propagationPolicy",
                $"Unsupported value: \"{asked}\": supported values: {string.Join(", ", policies.Select(p => $"\"{p}\""))}, \"nil\"");
        }

        if (options.Text("propagationPolicy") is { } both && options["orphanDependents"] is not null)
        {
            throw Rejection.InvalidOptions("DeleteOptions", "propagationPolicy", $"Invalid value: \"{both}\": orphanDependents and deletionPropagation cannot be both set");
        }

        return options;
    }

    static JsonObject Json(HttpRequest request, byte[] body) => Bodies.Object(MediaType(request), body);

    static JsonObject Given(byte[] body) => Bodies.Json(body) as JsonObject ?? throw Rejection.BadRequest("an object was expected");

    static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await request.Body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        return stream.ToArray();
    }
}
