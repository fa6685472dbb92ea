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
        using var emulator = await ServerProcess.StartAsync(
            "BitbucketEmulator.dll", api, $"--Emulator:WebAddress=http://127.0.0.1:{web}", $"--Emulator:ApiAddress=http://127.0.0.1:{api}");
        var (request, bytes) = await PrepareAsync(web, api);
        using var floor = await ServerProcess.StartAsync("WebPortal.Benchmarks.dll", bare, "serve", $"{bare}", $"{bytes}");

        await LoadClient.RunAsync(api, request, Connections, WarmUp);
        await LoadClient.RunAsync(bare, request, Connections, WarmUp);
        await output.WriteLineAsync($"GET /2.0/user with a bearer token of default length, {bytes} bytes of body, {Connections} connections");
        await output.WriteLineAsync("round  emulator/s  bare/s   emulator CPU s per 1,000  bare CPU s per 1,000  CPU ratio");
        for (var round = 1; round <= Rounds; round++)
        {
            var ours = await MeasureAsync(emulator, api, request);
            var theirs = await MeasureAsync(floor, bare, request);
            await output.WriteLineAsync(
                $"{round,5}  {ours.PerSecond,10:N0}  {theirs.PerSecond,7:N0}  {ours.CpuPerThousand,24:N4}  {theirs.CpuPerThousand,20:N4}  {ours.CpuPerThousand / theirs.CpuPerThousand,9:N2}");
        }

        return 0;
    }

    private static async Task<(double PerSecond, double CpuPerThousand)> MeasureAsync(ServerProcess server, int port, string request)
    {
        var before = server.CpuTime;
        var (answers, elapsed) = await LoadClient.RunAsync(port, request, Connections, Duration);
        return (answers / elapsed.TotalSeconds, (server.CpuTime - before).TotalSeconds * 1000 / answers);
    }

    private static async Task<(string Request, int Bytes)> PrepareAsync(int web, int api)
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
        return ($"GET /2.0/user HTTP/1.1\r\nHost: 127.0.0.1:{api}\r\nAuthorization: Bearer {bearer}\r\n\r\n", body.Length);
    }
}
