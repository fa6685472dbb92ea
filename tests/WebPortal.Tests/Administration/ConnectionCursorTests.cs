using System.Buffers.Text;
using System.Text;
using WebPortal.Administration;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>Places of pages come back from the address, where anybody can write.</summary>
[Trait("Level", "Unit")]
public sealed class ConnectionCursorTests
{
    private const string Id = "0190aaaabbbb7ccc8dddeeeeffff0001";

    private static readonly ConnectionSort Person = new(ConnectionSort.Person, IsDescending: false);

    [Theory]
    [InlineData("Zoë | the <second>")]
    [InlineData("")]
    [InlineData("ליאורה כהן")]
    public void A_Place_Survives_The_Address(string name)
    {
        var place = new ConnectionCursor(Person, IsBackwards: true, Guid.Parse(Id), Guid.NewGuid(), name);

        Assert.Equal(place, ConnectionCursor.Read(place.ToString(), Person));
    }

    [Theory]
    [InlineData($"-connected|>|{Id}|{Id}|638000000000000000", true)]
    [InlineData($"-connected|>|{Id}|{Id}|-1", false)]
    [InlineData($"-connected|>|{Id}|{Id}|99999999999999999999999", false)]
    [InlineData($"-connected|>|{Id}|{Id}|9223372036854775807", false)]
    [InlineData($"-connected|>|{Id}|{Id}| 1", false)]
    [InlineData($"-connected|>|{Id}|{Id}|now", false)]
    [InlineData($"-connected|=|{Id}|{Id}|638000000000000000", false)]
    [InlineData($"connected|>|{Id}|{Id}|638000000000000000", false)]
    [InlineData($"-connected|>|{Id}|x|638000000000000000", false)]
    [InlineData($"-connected|>|{Id}|638000000000000000", false)]
    public void Only_A_Whole_Place_Of_The_Same_Order_Counts(string text, bool counts) =>
        Assert.Equal(counts, ConnectionCursor.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)), ConnectionSort.Usual) is not null);

    [Fact]
    public void What_No_Database_Takes_As_Text_Is_No_Place()
    {
        Assert.Null(ConnectionCursor.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"person|>|{Id}|{Id}|a\0b")), Person));
        Assert.Null(ConnectionCursor.Read(Base64Url.EncodeToString([.. Encoding.UTF8.GetBytes($"person|>|{Id}|{Id}|"), 0xED, 0xA0, 0x80]), Person));
        Assert.Null(ConnectionCursor.Read(new string('A', 3001), Person));
    }

    /// <summary>Ten thousand made-up and bent places; none may throw.</summary>
    [Fact]
    public void Nothing_That_Is_Written_There_Is_An_Error()
    {
        var random = new Random(20261124);
        var good = new ConnectionCursor(Person, IsBackwards: false, Guid.Parse(Id), Guid.Parse(Id), "amelia").ToString();
        for (var count = 0; count < 10_000; count++)
        {
            var bent = good.ToCharArray();
            bent[random.Next(bent.Length)] = (char)random.Next(1, 0x3000);
            ConnectionCursor.Read(new string(bent), Person)?.ToString();
        }
    }
}
