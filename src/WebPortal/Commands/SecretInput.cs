namespace WebPortal.Commands;

/// <summary>Reads a credential from a named environment variable or from standard input; never from an argument, which other people of the machine see.</summary>
internal static class SecretInput
{
    /// <returns>Null with the reason and the fix in <paramref name="fault"/> when there is none.</returns>
    public static string? Read(CommandContext context, out string fault)
    {
        var variable = context.Options.Value("--secret-env");
        var secret = variable is null ? context.Input.ReadLine() : Environment.GetEnvironmentVariable(variable);
        fault = !string.IsNullOrWhiteSpace(secret) ? ""
            : variable is null ? "there is no secret on standard input. Write it there on one line, for example from a file: < secret.txt"
            : $"the environment variable {ConnectionsArguments.Printable(variable)} is empty or not set.";
        return fault.Length == 0 ? secret : null;
    }
}
