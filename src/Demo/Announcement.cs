using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace Demo;

/// <summary>Tells where the demo is and who can sign in to it.</summary>
internal static class Announcement
{
    public static Person Administrator(EmulatorHost emulator) => emulator.World.FindPerson("amelia")!;

    public static Person Auditor(EmulatorHost emulator) => emulator.World.FindPerson("liora")!;

    public static void Write(TextWriter output, DemoOptions options, EmulatorHost emulator)
    {
        output.WriteLine($"Ready: {options.PortalAddress}");
        output.WriteLine();
        output.WriteLine($"Bitbucket is played by {emulator.WebAddress}, so no account is needed. Who can sign in:");
        foreach (var person in emulator.World.People)
        {
            output.WriteLine($"  {person.Username,-8} {person.Purpose}{Role(emulator, person)}");
        }

        output.WriteLine();
        output.WriteLine("Ctrl+C ends both.");
        output.Flush();
    }

    private static string Role(EmulatorHost emulator, Person person) =>
        person == Administrator(emulator) ? " Administrator of the portal." : person == Auditor(emulator) ? " Auditor of the portal." : "";
}
