using WebPortal.Benchmarks;

return args switch
{
    ["serve", var port, var bytes] => await BareServer.RunAsync(int.Parse(port, null), int.Parse(bytes, null)),
    [] or ["emulator"] => await EmulatorBenchmark.RunAsync(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: WebPortal.Benchmarks [emulator]");
    return 2;
}
