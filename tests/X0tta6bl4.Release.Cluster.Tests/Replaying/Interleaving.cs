namespace X0tta6bl4.Release.Cluster.Tests.Replaying;

/// <summary>Tells the same in another order: each object's own order is kept, some is told twice, and now and then everything known is listed anew.</summary>
static class Interleaving
{
    public static IEnumerable<Told> Of(IReadOnlyCollection<Told> events, Random random)
    {
        var waiting = events.GroupBy(told => (told.Kind, told.Name)).Select(group => new Queue<Told>(group)).ToList();
        var known = new Dictionary<(string, string), Told>();
        while (waiting.Count > 0)
        {
            var queue = waiting[random.Next(waiting.Count)];
            var told = queue.Dequeue();
            known[(told.Kind, told.Name)] = told;
            yield return told;
            if (random.Next(4) == 0)
            {
                yield return told;
            }

            foreach (var again in random.Next(40) == 0 ? known.Values.ToArray() : [])
            {
                yield return again;
            }

            if (queue.Count == 0)
            {
                waiting.Remove(queue);
            }
        }
    }
}
