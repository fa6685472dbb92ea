using System.Text.Json;

namespace WebPortal.Benchmarks;

/// <summary>Small API answers of the emulator against a bare Kestrel handler with the same bytes, in turns within one run.</summary>
internal static class EmulatorBenchmark
{
    private const int Connections = 16;
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(TextWriter output)
    {
        var (web, api, bare) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var own = Path.Combine(AppContext.BaseDirectory, "BitbucketEmulator.dll");
        using var emulator = await ServerProcess.StartAsync(
            own, web, "/emulator/health", new Dictionary<string, string>(), AppContext.BaseDirectory, $"--Emulator:WebAddress=http://127.0.0.1:{web}", $"--Emulator:ApiAddress=http://127.0.0.1:{api}");
        var (request, body) = await PrepareAsync(web, api);
        var folder = Directory.CreateTempSubdirectory("portal-bench-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "user"), body);
            var floorRequest = request.Replace("/2.0/user", "/user", StringComparison.Ordinal);
            using var floor = await ServerProcess.StartAsync(
                typeof(EmulatorBenchmark).Assembly.Location, bare, "/hello", new Dictionary<string, string>(), AppContext.BaseDirectory, "floor", "bytes", $"{bare}", folder.FullName);
            await CompareAsync(output, (emulator, api, request), (floor, bare, floorRequest), body.Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task CompareAsync(
        TextWriter output, (ServerProcess Process, int Port, string Request) ours, (ServerProcess Process, int Port, string Request) theirs, int bytes)
    {
        await LoadClient.RunAsync(ours.Port, ours.Request, Connections, WarmUp);
        await LoadClient.RunAsync(theirs.Port, theirs.Request, Connections, WarmUp);
        await output.WriteLineAsync($"GET /2.0/user with a bearer token of default length, {bytes} bytes of body, {Connections} connections");
        await output.WriteLineAsync("round  emulator/s  bare/s   emulator CPU s per 1,000  bare CPU s per 1,000  CPU ratio");
        for (var round = 1; round <= Rounds; round++)
        {
            var emulator = await MeasureAsync(ours.Process, ours.Port, ours.Request);
            var bare = await MeasureAsync(theirs.Process, theirs.Port, theirs.Request);
            await output.WriteLineAsync(
                $"{round,5}  {emulator.PerSecond,10:N0}  {bare.PerSecond,7:N0}  {emulator.CpuPerThousand,24:N4}  {bare.CpuPerThousand,20:N4}  {emulator.CpuPerThousand / bare.CpuPerThousand,9:N2}");
        }
    }

    private static async Task<(double PerSecond, double CpuPerThousand)> MeasureAsync(ServerProcess server, int port, string request)
    {
        var before = server.CpuTime;
        var (answers, elapsed) = await LoadClient.RunAsync(port, request, Connections, Duration);
        return (answers / elapsed.TotalSeconds, (server.CpuTime - before).TotalSeconds * 1000 / answers);
    }

    private static async Task<(string Request, byte[] Body)> PrepareAsync(int web, int api)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var consent = await client.GetAsync(new Uri(
            $"http://127.0.0.1:{web}/site/oauth2/authorize?client_id=demo-client&response_type=code&emulator_user=amelia&emulator_decision=approve"));
        var code = System.Web.HttpUtility.ParseQueryString(consent.Headers.Location!.Query)["code"]!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["client_id"] = "demo-client", ["client_secret"] = "demo-secret",
        });
        using var answer = await client.PostAsync(new Uri($"http://127.0.0.1:{web}/site/oauth2/access_token"), form);
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var bearer = tokens.RootElement.GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        var body = await client.GetByteArrayAsync(new Uri($"http://127.0.0.1:{api}/2.0/user"));
        return ($"GET /2.0/user HTTP/1.1\r\nHost: 127.0.0.1:{api}\r\nAuthorization: Bearer {bearer}\r\n\r\n", body);
    }
}
