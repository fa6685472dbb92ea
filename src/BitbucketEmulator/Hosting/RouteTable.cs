namespace BitbucketEmulator.Hosting;

/// <summary>
/// Finds the operation for a decoded path: <c>{name}</c> takes one segment, <c>{**name}</c> the rest, a trailing slash does not matter.
/// Both sides of the emulator bring their own table, which is why the framework's one global table is not used.
/// </summary>
internal sealed class RouteTable<TOperation>
    where TOperation : class
{
    private readonly List<(string[] Segments, string Method, TOperation Operation)> routes = [];

    public void Add(string method, string template, TOperation operation) =>
        routes.Add((Split(template), method, operation));

    /// <summary>The operation, or null; <paramref name="pathKnown"/> tells a wrong method from an unknown path.</summary>
    public TOperation? Find(string method, string path, Dictionary<string, string> values, out bool pathKnown)
    {
        var segments = Split(path);
        var wanted = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        pathKnown = false;
        foreach (var (template, routeMethod, operation) in routes)
        {
            if (!Matches(template, segments))
                continue;
            pathKnown = true;
            if (routeMethod != wanted)
                continue;
            Read(template, segments, values);
            return operation;
        }

        return null;
    }

    private static string[] Split(string path)
    {
        var trimmed = path.AsSpan().Trim('/');
        return trimmed.IsEmpty ? [] : trimmed.ToString().Split('/');
    }

    private static bool Matches(string[] template, string[] segments)
    {
        for (var index = 0; index < template.Length; index++)
        {
            var part = template[index];
            if (part.StartsWith("{**", StringComparison.Ordinal))
                return true;
            if (index >= segments.Length)
                return false;
            if (part[0] == '{' ? segments[index].Length == 0 : part != segments[index])
                return false;
        }

        return template.Length == segments.Length;
    }

    private static void Read(string[] template, string[] segments, Dictionary<string, string> values)
    {
        for (var index = 0; index < template.Length; index++)
        {
            var part = template[index];
            if (part.StartsWith("{**", StringComparison.Ordinal))
                values[part[3..^1]] = string.Join('/', segments.Skip(index));
            else if (part[0] == '{')
                values[part[1..^1]] = segments[index];
        }
    }
}
