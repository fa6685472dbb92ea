using BitbucketEmulator.Hosting;

var options = EmulatorOptions.Read(args, out var complaints);
if (complaints.Count > 0)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, complaints));
    return 1;
}

await using var emulator = await EmulatorHost.StartAsync(options);
Console.WriteLine($"Bitbucket emulator ready. Web: {emulator.WebAddress} API: {emulator.ApiAddress}");
await emulator.WaitForShutdownAsync();
return 0;
