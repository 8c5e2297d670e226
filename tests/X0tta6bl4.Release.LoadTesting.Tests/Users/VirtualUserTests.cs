using System.Text;
using X0tta6bl4.Release.LoadTesting.Tests.Scripts;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Tests.Users;

public sealed class VirtualUserTests
{
    [Fact]
    public void A_request_without_templates_is_one_instance_for_all()
    {
        var run = ScriptText.Run("- get: {url: /a}");
        var first = run.NewUser().Next().Request;
        Assert.NotNull(first);
        Assert.Same(first, run.NewUser().Next().Request);
        Assert.Equal(new Uri("http://host.test/a"), first.Url);
        Assert.False(first.WantsHeaders);
        Assert.False(first.WantsBody);
        Assert.Equal([("user-agent", "Artillery (https://artillery.io)"), ("accept-encoding", "gzip, deflate, br")], first.Headers.Select(header => (header.Key, header.Value)));
    }

    [Fact]
    public void A_flow_of_such_requests_allocates_nothing_but_its_user()
    {
        var run = ScriptText.Run("- get: {url: /a, expect: {statusCode: 200}}\n- think: 1\n- post: {url: /b, json: {a: 1}}");
        var answer = new Answer(200, [], default);
        Follow(run, answer);
        Follow(run, answer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = run.NewUser();
        var user = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        Follow(run, answer);
        Assert.Equal(user, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("json: {a: 1, b: '{{ v }}', c: [true, null]}", """{"a":1,"b":"x y","c":[true,null]}""", "application/json")]
    [InlineData("form: {a: '{{ v }}', b: 'é&'}", "a=x+y&b=%C3%A9%26", "application/x-www-form-urlencoded")]
    [InlineData("body: 'say {{ v }}'", "say x y", null)]
    [InlineData("json: {a: 1}\n    headers: {Content-Type: text/json}", """{"a":1}""", "text/json")]
    public void Bodies_are_rendered_with_their_type(string body, string expected, string? type)
    {
        var request = ScriptText.User($"- post:\n    url: /a\n    {body}", "variables: {v: x y}").Next().Request!;
        Assert.Equal(expected, Encoding.UTF8.GetString(request.Body!));
        Assert.Equal(type, Header(request, "content-type"));
    }

    [Fact]
    public void Queries_and_basic_authentication_are_encoded()
    {
        var request = ScriptText.User("- get: {url: /a?old=1, qs: {q: 'a&b', n: [1, 2]}, auth: {user: me, pass: 'p:w'}}").Next().Request!;
        Assert.Equal("?q=a%26b&n=1&n=2", request.Url.Query);
        Assert.Equal("Basic " + Convert.ToBase64String("me:p:w"u8), Header(request, "authorization"));
    }

    [Theory]
    [InlineData("- get: {url: '/{{ v }}'}", "the URL has a line end")]
    [InlineData("- get: {url: /, headers: {x-a: '{{ v }}'}}", "the header 'x-a'")]
    [InlineData("- get: {url: /, cookie: {c: '{{ v }}'}}", "the cookie 'c'")]
    public void A_line_end_in_a_value_fails_the_user_and_smuggles_nothing(string flow, string failure)
    {
        var user = ScriptText.User(flow, "variables: {v: \"a\\r\\nx-evil: 1\"}");
        Assert.True(user.Next().IsEnd);
        Assert.True(user.HasFailed);
        Assert.StartsWith(failure, user.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{json: $.token, as: x}", "T1")]
    [InlineData("{json: '$.list[-1].id', as: x}", "2")]
    [InlineData("{json: '$..deep', as: x}", "d")]
    [InlineData("{json: 'list[1:].id', as: x}", "2")]
    [InlineData("{regexp: 'tok[a-z]+', as: x}", "token")]
    [InlineData("{regexp: '\"token\":\"(?<t>[^\"]+)', group: t, as: x}", "T1")]
    [InlineData("{header: x-REQUEST-id, as: x}", "r9")]
    [InlineData("{json: $.gone, as: x, strict: false}", "undefined")]
    public void Captures_set_variables(string capture, string expected)
    {
        var user = ScriptText.User($"- get: {{url: /, capture: {capture}}}\n- get: {{url: '/{{{{ x }}}}'}}");
        Ask(user);
        user.Answered(Json("""{"token":"T1","list":[{"id":1},{"id":2,"in":{"deep":"d"}}]}""", ("X-Request-Id", "r9")));
        Assert.Equal("/" + expected, user.Next().Request!.Url.AbsolutePath);
    }

    [Theory]
    [InlineData("json: $.gone")]
    [InlineData("json: $.empty")]
    [InlineData("regexp: '(x+x+)+y$'")]
    [InlineData("regexp: '(?=(x+x+)+y)z'")]
    [InlineData("header: gone")]
    public void A_capture_that_finds_nothing_ends_the_flow(string capture)
    {
        var user = ScriptText.User($"- get: {{url: /, capture: {{{capture}, as: x}}}}\n- get: {{url: '/{{{{ x }}}}'}}");
        Ask(user);
        user.Answered(Json($$"""{"empty":"","xs":"{{new string('x', 4000)}}"}"""));
        Assert.Equal("capture 'x' found nothing", user.Failure);
        Assert.True(user.HasFailed);
        Assert.True(user.Next().IsEnd);
    }

    [Theory]
    [InlineData("statusCode: 200", null)]
    [InlineData("statusCode: [201, '200']", null)]
    [InlineData("statusCode: 404", "statusCode: it was 200")]
    [InlineData("notStatusCode: 200", "notStatusCode: it was 200")]
    [InlineData("contentType: json", null)]
    [InlineData("contentType: text/html", "contentType: it is not text/html")]
    [InlineData("hasHeader: x-a", null)]
    [InlineData("hasHeader: x-b", "hasHeader: there is no x-b")]
    [InlineData("headerEquals: [x-a, '1']", null)]
    [InlineData("headerEquals: [x-a, '2']", "headerEquals: x-a is another")]
    [InlineData("hasProperty: 'a.b[0]'", null)]
    [InlineData("hasProperty: a.c", "hasProperty: a.c is missing")]
    [InlineData("notHasProperty: a", "notHasProperty: a is there")]
    [InlineData("equals: ['x', '{{ v }}']", null)]
    [InlineData("equals: ['y', '{{ v }}']", "equals: the values differ")]
    [InlineData("matchesRegexp: 'b.:'", null)]
    [InlineData("matchesRegexp: zzz", "matchesRegexp: the body does not match")]
    public void Expectations_are_met_or_told_in_a_few_words(string expect, string? failure)
    {
        var user = ScriptText.User($"- get: {{url: /, expect: {{{expect}}}}}", "variables: {v: x}");
        Ask(user);
        user.Answered(Json("""{"a":{"b":[null]}}""", ("x-a", "1")));
        Assert.Equal(failure, user.Failure);
        Assert.Equal(failure is not null, user.HasFailed);
    }

    [Theory]
    [InlineData(301, "POST", true)]
    [InlineData(302, "POST", true)]
    [InlineData(303, "GET", false)]
    [InlineData(307, "POST", true)]
    public void Redirects_are_followed_as_Artillery_does(int status, string method, bool hasBody)
    {
        var user = ScriptText.User("- post: {url: /a/b, json: {a: 1}, auth: {user: a, pass: b}}");
        Ask(user);
        user.Answered(new Answer(status, [KeyValuePair.Create("location", "http://else.test/c")], default));
        var next = user.Next().Request!;
        Assert.Equal((method, "http://else.test/c", hasBody), (next.Method, next.Url.AbsoluteUri, next.Body is not null));
        Assert.Null(Header(next, "authorization"));
        user.Answered(new Answer(200, [], default));
        Assert.True(user.Next().IsEnd);
        Assert.False(user.HasFailed);
    }

    [Fact]
    public void Redirects_are_not_followed_for_ever_nor_against_the_script()
    {
        var user = ScriptText.User("- get: {url: /a}");
        for (var i = 0; i <= 10; i++)
        {
            Ask(user);
            user.Answered(new Answer(302, [KeyValuePair.Create("Location", "/a")], default));
        }

        Assert.Equal("more than 10 redirects in a row", user.Failure);
        var other = ScriptText.User("- get: {url: /a, followRedirect: false}");
        Ask(other);
        other.Answered(new Answer(302, [KeyValuePair.Create("Location", "/b")], default));
        Assert.True(other.Next().IsEnd);
        Assert.False(other.HasFailed);
    }

    [Theory]
    [InlineData("a=1", "a=1")]
    [InlineData("a=1; Path=/other", null)]
    [InlineData("a=1; Domain=test", null)]
    [InlineData("a=1; Secure", null)]
    [InlineData("a=1; Max-Age=0", null)]
    [InlineData("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", null)]
    public void Cookies_come_back_where_they_belong(string cookie, string? sent)
    {
        var user = ScriptText.User("- get: {url: /}\n- get: {url: /next}");
        Assert.True(Ask(user).WantsHeaders);
        user.Answered(new Answer(200, [KeyValuePair.Create("Set-Cookie", cookie)], default));
        Assert.Equal(sent, Header(user.Next().Request!, "cookie"));
    }

    [Theory]
    [InlineData("count: 3", "/0 /1 /2")]
    [InlineData("count: '2-4'", "/2 /3")]
    [InlineData("over: [a, '{{ v }}']", "/a /x")]
    [InlineData("over: list", "/p /q")]
    [InlineData("over: v", "")]
    public void Loops_go_round_as_often_as_the_script_says(string range, string expected)
    {
        var user = ScriptText.User($"- loop: [ {{ get: {{ url: '/{{{{ $loopElement }}}}' }} }} ]\n  {range}", "variables: {v: x, list: [[p, q]]}");
        if (range.StartsWith("count", StringComparison.Ordinal))
        {
            user = ScriptText.User($"- loop: [ {{ get: {{ url: '/{{{{ $loopCount }}}}' }} }} ]\n  {range}");
        }

        var paths = new List<string>();
        for (var wish = user.Next(); !wish.IsEnd; wish = user.Next())
        {
            paths.Add(wish.Request!.Url.AbsolutePath);
            user.Answered(new Answer(200, [], default));
        }

        Assert.Equal(expected, string.Join(' ', paths));
    }

    [Theory]
    [InlineData("v == 5", true)]
    [InlineData("v > 5", false)]
    [InlineData("name == \\\"Ada\\\" and not (v < 5)", true)]
    public void A_request_is_made_only_if_its_condition_is_true(string condition, bool made) =>
        Assert.Equal(made, ScriptText.User($"- get: {{url: /, ifTrue: \"{condition}\"}}", "variables: {v: 5, name: Ada}").Next().Request is not null);

    [Fact]
    public void Pauses_logs_and_the_end_come_in_their_order()
    {
        var said = new List<string>();
        var script = ScriptText.Valid(ScriptText.Flow("- log: 'hi {{ v }}'\n- think: 0\n- think: 500ms\n- think: '{{ v }}'", "variables: {v: 2}"));
        var user = new ScriptRun(script, new Random(1)) { Log = said.Add }.NewUser();
        Assert.Equal(TimeSpan.FromMilliseconds(500), user.Next().Pause);
        Assert.Equal(TimeSpan.FromSeconds(2), user.Next().Pause);
        Assert.True(user.Next().IsEnd);
        Assert.Equal(["hi 2"], said);
    }

    [Fact]
    public void An_answer_that_never_came_ends_the_flow()
    {
        var user = ScriptText.User("- get: {url: /}\n- get: {url: /b}");
        Ask(user);
        user.Lost();
        Assert.True(user.Next().IsEnd);
        Assert.True(user.HasFailed);
        Assert.Null(user.Failure);
    }

    [Fact]
    public void Rows_of_a_payload_are_taken_in_their_order()
    {
        var run = ScriptText.Run("- get: {url: '/{{ id }}/{{ name }}'}", "payload: {path: users.csv, fields: [id, name], order: sequence, skipHeader: true}");
        Assert.Equal(["/7/Ada", "/8/Grace,%20Hopper", "/7/Ada"], Enumerable.Range(0, 3).Select(_ => run.NewUser().Next().Request!.Url.AbsolutePath));
    }

    [Fact]
    public void What_the_flow_before_captures_is_every_users()
    {
        var run = new ScriptRun(ScriptText.Valid("""
            config: { target: http://host.test }
            before: { flow: [ { get: { url: /login, capture: { json: $.t, as: t } } } ] }
            scenarios: [ { name: main, flow: [ { get: { url: "/{{ t }}", name: page } } ] } ]
            """), new Random(1));
        var first = run.BeforeUser()!;
        Ask(first);
        first.Answered(Json("""{"t":"T"}"""));
        Assert.True(first.Next().IsEnd);
        Assert.Equal("/T", run.NewUser().Next().Request!.Url.AbsolutePath);
        Assert.Null(run.AfterUser());
        Assert.Equal([new StepName("before", "GET /login"), new StepName("main", "page")], run.StepNames);
    }

    [Fact]
    public void Scenarios_are_chosen_by_weight()
    {
        var run = new ScriptRun(ScriptText.Valid("""
            config: { target: http://host.test }
            scenarios: [ { weight: 1, flow: [] }, { weight: 3, flow: [] }, { weight: 0, flow: [] } ]
            """), new Random(5));
        var counts = Enumerable.Range(0, 10_000).Select(_ => run.NewUser().Scenario).CountBy(scenario => scenario).ToDictionary();

        // Six standard deviations of a binomial distribution with n = 10,000 and p = 1/4.
        Assert.InRange(counts[0], 2500 - 260, 2500 + 260);
        Assert.Equal(10_000, counts[0] + counts[1]);
    }

    static void Follow(ScriptRun run, Answer answer)
    {
        var user = run.NewUser();
        for (var wish = user.Next(); !wish.IsEnd; wish = user.Next())
        {
            if (wish.Request is not null)
            {
                user.Answered(answer);
            }
        }
    }

    static OutgoingRequest Ask(VirtualUser user)
    {
        var request = user.Next().Request;
        Assert.NotNull(request);
        return request;
    }

    static Answer Json(string body, params (string Name, string Value)[] headers) => new(
        200,
        [KeyValuePair.Create("Content-Type", "application/json"), .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        Encoding.UTF8.GetBytes(body));

    static string? Header(OutgoingRequest request, string name) => request.Headers.Where(header => header.Key == name).Select(header => header.Value).SingleOrDefault();
}
