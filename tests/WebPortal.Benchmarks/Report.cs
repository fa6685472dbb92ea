using System.Globalization;

namespace WebPortal.Benchmarks;

/// <summary>The figures of one run, printed as they come and once more as one table.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<string> _rows = [];
    private int _missed;

    /// <summary>1 when a goal was missed.</summary>
    public int ExitCode => _missed > 0 ? 1 : 0;

    /// <param name="measured">One value for each start or trial; the goal is judged by the median.</param>
    public void Add(string figure, string goal, double most, IEnumerable<double> measured, string format = "0.00", string unit = "")
    {
        double[] sorted = [.. measured.Order()];
        var (low, middle, high) = (sorted[0], sorted[sorted.Length / 2], sorted[^1]);
        var isMet = middle <= most;
        _missed += isMet ? 0 : 1;
        Keep($"| {figure} | {goal} | {Text(low)} | **{Text(middle)}**{unit} | {Text(high)} | {(isMet ? "yes" : "**no**")} |");

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A figure without a goal.</summary>
    public void Tell(string figure, string measured) => Keep($"| {figure} | – | | {measured} | | |");

    public void Print()
    {
        output.WriteLine();
        output.WriteLine("| figure | goal | min | median | max | met |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var row in _rows)
        {
            output.WriteLine(row);
        }
    }

    private void Keep(string row)
    {
        _rows.Add(row);
        output.WriteLine(row);
    }
}
