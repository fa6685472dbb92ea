using BitbucketEmulator.Hosting;
using Demo;

if (DemoOptions.Read(args, out var complaint) is not { } options)
{
    await Console.Error.WriteLineAsync(complaint);
    return DemoOptions.AsksForHelp(args) ? 0 : 2;
}

if (PortCheck.Complain(options) is { } taken)
{
    await Console.Error.WriteLineAsync(taken);
    return 1;
}

using var folder = DataFolder.Open(options.DataDirectory);
await using var emulator = await EmulatorHost.StartAsync(options.ToEmulator());
var stopped = emulator.WaitForShutdownAsync();
var portal = PortalRun.Start(options, emulator);
if (await portal.IsReadyAsync())
{
    Announcement.Write(Console.Out, options, emulator);
    await Task.WhenAny(stopped, portal.Completion);
}

return await portal.ReportAsync(Console.Error);
