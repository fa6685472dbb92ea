namespace BitbucketEmulator.Hosting;

/// <summary>Marks every connection with the listener it came in by.</summary>
internal sealed record SideFeature(EmulatorSide Side);
