using BitbucketEmulator.Hosting;

var options = EmulatorOptions.Read(args, out var complaints);
if (complaints.Count > 0)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, complaints));
    return 1;
}

EmulatorHost emulator;
try
{
    emulator = await EmulatorHost.StartAsync(options);
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message} Choose other addresses with Emulator:WebAddress and Emulator:ApiAddress.");
    return 1;
}

await using var running = emulator;
Console.WriteLine($"Bitbucket emulator ready. Web: {emulator.WebAddress} API: {emulator.ApiAddress}");
await emulator.WaitForShutdownAsync();
return 0;
