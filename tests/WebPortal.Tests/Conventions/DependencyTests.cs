using System.Reflection;
using NetArchTest.Rules;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Conventions;

/// <summary>Which folder may use which: the table of the house style, one row per folder. Program and Commands may use all.</summary>
[Trait("Level", "Conventions")]
public sealed class DependencyTests
{
    private static readonly Assembly Portal = typeof(PortalOptions).Assembly;

    public static TheoryData<string, string[]> Rows => new()
    {
        { "Data", [] },
        { "Bitbucket", [] },
        { "Hosting", [] },
        { "Audit", ["Data"] },
        { "Connections", ["Bitbucket", "Data", "Audit"] },
        { "Authentication", ["Connections", "Bitbucket", "Data", "Audit"] },
        { "Repositories", ["Connections", "Bitbucket", "Data"] },
        { "Lending", ["Repositories", "Connections", "Bitbucket", "Data", "Audit"] },
        { "Administration", ["Connections", "Authentication", "Lending", "Data", "Audit"] },
        { "Pages", ["Authentication", "Repositories", "Lending", "Administration", "Audit", "Connections"] },
        { "Commands", ["Authentication", "Repositories", "Lending", "Administration", "Audit", "Connections", "Bitbucket", "Data", "Hosting"] },
    };

    /// <summary>Our stand-in for the package of that name, in a folder of Authentication.</summary>
    private const string PackageNamespace = "AspNet.Security.OAuth.Bitbucket";

    private static IEnumerable<string> Folders => Rows.Select(row => row.Data.Item1);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_Folder_Uses_Only_What_Its_Row_Allows(string folder, string[] allowed)
    {
        string[] forbidden = [.. Folders.Except(allowed).Except([folder]).Select(other => $"WebPortal.{other}"), .. PackageFor(folder)];

        var result = Types.InAssembly(Portal).That().ResideInNamespace($"WebPortal.{folder}").ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(result.IsSuccessful, $"{folder} may not use {string.Join(", ", forbidden)}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void The_Stand_In_For_The_Package_Knows_Only_The_Client()
    {
        string[] forbidden = [.. Folders.Except(["Bitbucket"]).Select(other => $"WebPortal.{other}")];

        var result = Types.InAssembly(Portal).That().ResideInNamespace(PackageNamespace).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Every_Folder_Has_A_Row()
    {
        string[] others = ["bin", "obj", "Properties", "wwwroot"];
        var folders = Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src/WebPortal")).Select(Path.GetFileName).Except(others);

        Breaches.AssertNone(folders.Except(Folders));
    }

    [Theory]
    [InlineData("Pages")]
    [InlineData("Administration")]
    [InlineData("Repositories")]
    [InlineData("Lending")]
    public void Sealing_Stays_Within_Connections(string folder)
    {
        var result = Types.InAssembly(Portal).That().ResideInNamespace($"WebPortal.{folder}")
            .ShouldNot().HaveDependencyOnAny("WebPortal.Connections.CredentialSeal", "Microsoft.AspNetCore.DataProtection").GetResult();

        Assert.True(result.IsSuccessful, $"These open or seal credentials: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    private static string[] PackageFor(string folder) => folder is "Authentication" or "Commands" ? [] : [PackageNamespace];

    [Fact]
    public void The_Portal_Does_Not_Know_The_Emulator() =>
        Assert.DoesNotContain(Portal.GetReferencedAssemblies(), reference => reference.Name is "BitbucketEmulator" or "Demo");
}
