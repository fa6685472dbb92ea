using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>What an order is called before and after it, and what it means, for one connection or many.</summary>
/// <param name="One">With a place for whose connection it is.</param>
/// <param name="Many">With a place for how many; so have the two after it.</param>
internal sealed record ChangeText(string Noun, string Done, string DoneLabel, string Nothing, string One, string Many, string Of, string Certificate, string Meaning)
{
    public static ChangeText For(string action, bool isOne = false) => action switch
    {
        "Suspend" => new(
            OrdersWords.SuspendNoun,
            OrdersWords.SuspendDone,
            OrdersWords.SuspendDoneLabel,
            OrdersWords.SuspendNothing,
            OrdersWords.SuspendOne,
            OrdersWords.SuspendMany,
            OrdersWords.SuspendOf,
            OrdersWords.SuspendCertificate,
            isOne ? OrdersWords.SuspendMeansOne : OrdersWords.SuspendMeansMany),
        "Resume" => new(
            OrdersWords.ResumeNoun,
            OrdersWords.ResumeDone,
            OrdersWords.ResumeDoneLabel,
            OrdersWords.ResumeNothing,
            OrdersWords.ResumeOne,
            OrdersWords.ResumeMany,
            OrdersWords.ResumeOf,
            OrdersWords.ResumeCertificate,
            isOne ? OrdersWords.ResumeMeansOne : OrdersWords.ResumeMeansMany),
        _ => new(
            OrdersWords.RevokeNoun,
            OrdersWords.RevokeDone,
            OrdersWords.RevokeDoneLabel,
            OrdersWords.RevokeNothing,
            OrdersWords.RevokeOne,
            OrdersWords.RevokeMany,
            OrdersWords.RevokeOf,
            OrdersWords.RevokeCertificate,
            isOne ? OrdersWords.RevokeMeansOne : OrdersWords.RevokeMeansMany),
    };

    public static string Connections(int count) => Plural.Of(count, OrdersWords.ConnectionOne, OrdersWords.ConnectionMany);

    public static string Number(int count) => SizeText.Number(count);
}
