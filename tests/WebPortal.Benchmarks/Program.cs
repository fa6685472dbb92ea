using System.Globalization;
using WebPortal.Benchmarks;

return args switch
{
    ["floor", "bytes", var port, var folder] => await Floors.BytesAsync(Number(port), folder),
    ["floor", "hello", var port] => await Floors.HelloAsync(Number(port)),
    ["floor", "forward", var port, var target, var bearer] => await Floors.ForwardAsync(Number(port), target, bearer),
    ["floor", "oauth", var port, var web, var api] => await OAuthFloor.RunAsync(Number(port), web, api),
    ["emulator", ..] => await EmulatorBenchmark.RunAsync(Console.Out),
    _ => await Figures.RunAsync(args),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
