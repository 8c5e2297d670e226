using System.Collections.Immutable;
using System.Text;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Makes requests out of what the script says.</summary>
internal sealed class RequestMaker
{
    readonly RequestStep step;
    readonly string target;
    readonly int number;
    readonly bool wantsHeaders;
    readonly OutgoingRequest? shared;

    /// <summary>Makes a maker.</summary>
    /// <param name="step">The request as the script says it.</param>
    /// <param name="target">What paths follow.</param>
    /// <param name="number">Which of the script's requests it is.</param>
    /// <param name="keepsCookies">True when a later request may need cookies that the answer sets.</param>
    public RequestMaker(RequestStep step, string target, int number, bool keepsCookies)
    {
        (this.step, this.target, this.number) = (step, target, number);
        var readsBody = ReadsBody(step);
        wantsHeaders = keepsCookies || readsBody || ReadsHeaders(step);
        shared = step.IsConstant ? Make(NoValues.Instance, cookies: null) : null;
    }

    /// <summary>The request as the script says it.</summary>
    public RequestStep Step => step;

    /// <summary>True when all users have the same request.</summary>
    public bool IsShared => shared is not null;

    /// <summary>The request for one user: the same instance for all when nothing in it changes and the user has no cookies for it.</summary>
    /// <param name="values">The user's variables.</param>
    /// <param name="jar">The user's cookies, to which the request's own are added.</param>
    /// <exception cref="UserFailureException">What was rendered is no request.</exception>
    public OutgoingRequest For(ITemplateValues values, ref CookieJar? jar)
    {
        if (shared is not null)
        {
            return jar?.HeaderFor(shared.Url) is { } cookies ? Copy(shared, shared.Url, shared.Method, cookies) : shared;
        }

        if (step.Cookies.IsEmpty && jar is null)
        {
            return Make(values, cookies: null);
        }

        var url = UrlOf(values);
        foreach (var (name, value) in step.Cookies)
        {
            jar ??= new CookieJar();
            jar.Put(name, CookieValue(name, value.Render(values)), url);
        }

        return Make(values, jar?.HeaderFor(url), url);
    }

    /// <summary>The request that follows a redirect.</summary>
    /// <param name="before">The request that was redirected.</param>
    /// <param name="url">Where to.</param>
    /// <param name="status">The redirect's code: 303 asks with GET and without a body, all others ask the same again.</param>
    /// <param name="jar">The user's cookies.</param>
    public static OutgoingRequest Redirected(OutgoingRequest before, Uri url, int status, CookieJar? jar)
    {
        var asksAgain = status != 303 || before.Method is "GET" or "HEAD";
        var next = Copy(before, url, asksAgain ? before.Method : "GET", jar?.HeaderFor(url));
        var stays = before.Url.Host == url.Host && before.Url.Port == url.Port;
        return new OutgoingRequest
        {
            Method = next.Method,
            Url = url,
            Headers = next.Headers.RemoveAll(header => (!stays && header.Key == "authorization") || (!asksAgain && header.Key == "content-type")),
            Body = asksAgain ? before.Body : null,
            WantsHeaders = before.WantsHeaders,
            WantsBody = before.WantsBody,
            Step = before.Step,
        };
    }

    static OutgoingRequest Copy(OutgoingRequest from, Uri url, string method, string? cookies)
    {
        var headers = from.Headers;
        if (cookies is not null)
        {
            headers = headers.RemoveAll(header => header.Key == "cookie").Add(KeyValuePair.Create("cookie", cookies));
        }
        else if (url != from.Url)
        {
            headers = headers.RemoveAll(header => header.Key == "cookie");
        }

        return new OutgoingRequest
        {
            Method = method,
            Url = url,
            Headers = headers,
            Body = from.Body,
            WantsHeaders = from.WantsHeaders,
            WantsBody = from.WantsBody,
            Step = from.Step,
        };
    }

    OutgoingRequest Make(ITemplateValues values, string? cookies, Uri? url = null) => new()
    {
        Method = step.Method,
        Url = url ?? UrlOf(values),
        Headers = HeadersOf(values, cookies),
        Body = BodyOf(values),
        WantsHeaders = wantsHeaders,
        WantsBody = ReadsBody(step),
        Step = number,
    };

    Uri UrlOf(ITemplateValues values)
    {
        var text = step.Url.Render(values);
        var whole = text.StartsWith('/') ? target + text : text;
        if (whole.Any(char.IsControl))
        {
            throw new UserFailureException("the URL has a line end or another control character");
        }

        if (!Uri.TryCreate(whole, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UserFailureException("the URL is none of http or https");
        }

        if (step.Query.IsEmpty)
        {
            return url;
        }

        var query = FormText.Of(step.Query.Select(pair => KeyValuePair.Create(pair.Key, TextOf(pair.Value, values))));
        return new UriBuilder(url) { Query = query }.Uri;
    }

    ImmutableArray<KeyValuePair<string, string>> HeadersOf(ITemplateValues values, string? cookies)
    {
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (name, template) in step.Headers)
        {
            if (cookies is null || name != "cookie")
            {
                headers.Add(KeyValuePair.Create(name, HeaderValue(name, template.Render(values))));
            }
        }

        AddUnlessThere(headers, "content-type", step.Body?.ContentType);
        AddUnlessThere(headers, "authorization", Authorization(values));
        AddUnlessThere(headers, "cookie", cookies);
        return headers.ToImmutable();
    }

    string? Authorization(ITemplateValues values) => step.User is null
        ? null
        : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{step.User.Render(values)}:{step.Password?.Render(values)}"));

    byte[]? BodyOf(ITemplateValues values) => step.Body switch
    {
        RequestBody.Json json => json.Value.Render(values),
        RequestBody.Text text => Encoding.UTF8.GetBytes(text.Value.Render(values)),
        RequestBody.Form form => Encoding.UTF8.GetBytes(FormText.Of(form.Fields.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Render(values))))),
        _ => null,
    };

    static void AddUnlessThere(ImmutableArray<KeyValuePair<string, string>>.Builder headers, string name, string? value)
    {
        if (value is not null && !headers.Any(header => header.Key == name))
        {
            headers.Add(KeyValuePair.Create(name, value));
        }
    }

    /// <summary>A value of a query; nothing where there is none, and for lists and maps, as in Artillery.</summary>
    static string TextOf(Template template, ITemplateValues values)
    {
        var value = template.RenderValue(values);
        return value.ValueKind is System.Text.Json.JsonValueKind.Undefined or System.Text.Json.JsonValueKind.Null || JsonValues.IsComposite(value)
            ? ""
            : JsonValues.AsText(value);
    }

    static string HeaderValue(string name, string value) =>
        value.Any(letter => (char.IsControl(letter) && letter != '\t') || letter > '\u00FF')
            ? throw new UserFailureException($"the header '{name}' would have a character that no header may have")
            : value;

    static string CookieValue(string name, string value) =>
        value.Any(letter => char.IsControl(letter) || letter is ';' || letter > '\u00FF')
            ? throw new UserFailureException($"the cookie '{name}' would have a character that no cookie may have")
            : value;

    static bool ReadsBody(RequestStep step) =>
        step.Captures.Any(capture => capture is not Capture.Header)
        || step.Expectations.Any(expectation => expectation is Expectation.Property or Expectation.Matches or Expectation.ContentType);

    static bool ReadsHeaders(RequestStep step) =>
        step.Captures.Any(capture => capture is Capture.Header)
        || step.Expectations.Any(expectation => expectation is Expectation.HasHeader or Expectation.HeaderEquals);
}
