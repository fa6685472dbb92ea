using BitbucketEmulator.Hosting;
using Demo;

if (DemoOptions.Read(args, out var complaint) is not { } options)
{
    await Console.Error.WriteLineAsync(complaint);
    return DemoOptions.AsksForHelp(args) ? 0 : 2;
}

using var folder = DataFolder.Open(options.DataDirectory);
EmulatorHost emulator;
try
{
    emulator = await EmulatorHost.StartAsync(options.ToEmulator());
}
catch (IOException failure)
{
    await Console.Error.WriteLineAsync($"The emulator cannot listen on ports {options.EmulatorPort} and {options.EmulatorPort + 1}: {failure.Message} Choose others with --emulator-port.");
    return 1;
}

await using (emulator)
{
    var stopped = emulator.WaitForShutdownAsync();
    var portal = PortalRun.Start(options, emulator);
    if (!await portal.IsReadyAsync())
    {
        return await portal.ReportAsync(Console.Error);
    }

    Announcement.Write(Console.Out, options, emulator);
    await Task.WhenAny(stopped, portal.Completion);
    return await portal.ReportAsync(Console.Error);
}
