namespace X0tta6bl4.Release.Cluster.Tests.Replaying;

/// <summary>Tells the same in another order: each object's own order is kept, some is told twice, and now and then everything known is listed anew.</summary>
static class Interleaving
{
    /// <summary>Tells events anew.</summary>
    /// <param name="events">The events.</param>
    /// <param name="draws">What chance decides, used in turn.</param>
    public static IEnumerable<Told> Of(IReadOnlyCollection<Told> events, uint[] draws)
    {
        var waiting = events.GroupBy(told => (told.Kind, told.Name)).Select(group => new Queue<Told>(group)).ToList();
        var known = new Dictionary<(string, string), Told>();
        var drawn = 0;
        while (waiting.Count > 0)
        {
            var queue = waiting[Next(waiting.Count)];
            var told = queue.Dequeue();
            known[(told.Kind, told.Name)] = told;
            yield return told;
            if (Next(4) == 0)
            {
                yield return told;
            }

            foreach (var again in Next(40) == 0 ? known.Values.ToArray() : [])
            {
                yield return again;
            }

            if (queue.Count == 0)
            {
                waiting.Remove(queue);
            }
        }

        int Next(int limit) => (int)(draws[drawn++ % draws.Length] % limit);
    }
}
