namespace BitbucketEmulator.Hosting;

/// <summary>How many invented people and workspaces join the fixed ones, for load tests.</summary>
internal sealed class ScaleOptions
{
    public int People { get; set; }

    public int Workspaces { get; set; }

    public int RepositoriesPerWorkspace { get; set; } = 100;

    public void Validate(List<string> complaints)
    {
        Check(nameof(People), People, 1_000_000, complaints);
        Check(nameof(Workspaces), Workspaces, 100_000, complaints);
        Check(nameof(RepositoriesPerWorkspace), RepositoriesPerWorkspace, 100_000, complaints);
        if (People > 0 && Workspaces == 0)
            complaints.Add($"{EmulatorOptions.SectionName}:Scale:People needs {EmulatorOptions.SectionName}:Scale:Workspaces of at least 1, because generated people are members of generated workspaces.");
    }

    private static void Check(string key, int value, int maximum, List<string> complaints)
    {
        if (value < 0 || value > maximum)
            complaints.Add($"{EmulatorOptions.SectionName}:Scale:{key} is {value}; write a number from 0 to {maximum}.");
    }
}
