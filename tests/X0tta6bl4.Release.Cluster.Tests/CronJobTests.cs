using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class CronJobTests
{
    const string Jobs = "GET /apis/batch/v1/namespaces/shop/jobs";
    const string CronJob = "GET /apis/batch/v1/namespaces/shop/cronjobs/dump";
    const string CronJobOfOld = "GET /apis/batch/v1beta1/namespaces/shop/cronjobs/dump";
    const string Remembered = """{"status": {"lastScheduleTime": "2026-01-05T03:00:00Z", "lastSuccessfulTime": "2026-01-05T03:02:00Z"}}""";

    [Fact]
    public async Task The_newest_good_end_of_its_own_jobs_counts()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, List(
            1,
            Job(2), Job(4), Job(3), Job(6, condition: "Failed"), Job(7, status: "False"), Job(8, owner: "other"), Job(9, kind: "Workflow"), Unfinished()));

        Assert.Equal(Day(4), await ReadAsync(api));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Without_its_jobs_the_cron_job_itself_is_asked()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, List(1)).On(CronJob, Json(Remembered));

        Assert.Equal(Day(5).AddMinutes(2), await ReadAsync(api));
    }

    [Fact]
    public async Task Kubernetes_1_20_has_cron_jobs_in_the_beta_version_only()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, List(1))
            .On(CronJob, Status(404, "the server could not find the requested resource")).On(CronJobOfOld, Json(Remembered));

        Assert.Equal(Day(5).AddMinutes(2), await ReadAsync(api));
    }

    [Fact]
    public async Task A_cron_job_that_never_ended_well_has_no_time()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, List(1, Unfinished())).On(CronJob, Json("""{"status": {}}"""));

        Assert.Null(await ReadAsync(api));
        Assert.Equal(0, api.Count(CronJobOfOld));
    }

    [Fact]
    public async Task Neither_has_one_that_does_not_exist()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, List(1));

        Assert.Null(await ReadAsync(api));
    }

    [Fact]
    public async Task Who_may_see_jobs_need_not_be_allowed_to_see_cron_jobs()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, List(1)).On(CronJob, Status(403, "cronjobs.batch is forbidden"));

        Assert.Null(await ReadAsync(api));
    }

    [Fact]
    public async Task Who_may_not_see_jobs_is_told_so()
    {
        await using var api = (await FakeApi.StartAsync()).On(Jobs, Status(403, "jobs.batch is forbidden")).On(CronJob, Json(Remembered));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => ReadAsync(api));

        Assert.Equal((AccessFailure.Denied, "east/shop/cronjob/dump"), (failure.Kind, failure.Subject));
    }

    static JsonObject Job(int day, string condition = "Complete", string status = "True", string owner = "dump", string kind = "CronJob") => Manifests.Parse($$"""
        {
          "metadata": {"name": "dump-{{day}}", "ownerReferences": [{"kind": "{{kind}}", "name": "{{owner}}", "uid": "u", "controller": true}]},
          "status": {
            "conditions": [{"type": "{{condition}}", "status": "{{status}}", "lastTransitionTime": "2026-01-0{{day}}T03:00:00Z"}],
            "startTime": "2026-01-0{{day}}T02:59:00Z", "completionTime": "2026-01-0{{day}}T03:00:00Z", "succeeded": 1
          }
        }
        """);

    static JsonObject Unfinished()
    {
        var job = Job(9);
        job["status"] = new JsonObject { ["active"] = 1, ["startTime"] = "2026-01-09T02:59:00Z" };
        return job;
    }

    static DateTimeOffset Day(int day) => new(2026, 1, day, 3, 0, 0, TimeSpan.Zero);

    static async Task<DateTimeOffset?> ReadAsync(FakeApi api)
    {
        await using var cluster = api.Connect();
        return await cluster.ReadLastSuccessAsync(new WorkloadReference("east", "shop", "CronJob", "dump"), TestContext.Current.CancellationToken);
    }
}
