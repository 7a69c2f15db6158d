using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Tests.Durable;

public class IntakeTests
{
    [Fact]
    public async Task TakeLetters_brings_a_message_that_is_sent_again_only_once()
    {
        var (intake, mailbox) = (new Intake(new Dictionary<string, int> { ["before"] = 4 }), new Mailbox());
        var sent = new[] { ("a", 1), ("a", 2), ("a", 1), ("a", 2), ("b", 0), ("before", 4), ("before", 5) };
        var stored = sent.Select(message => mailbox.DeliverAsync(Raised(message))).ToList();

        var letters = intake.TakeLetters(mailbox, "e");
        letters.ForEach(letter => letter.Stored!.TrySetResult(true));

        Assert.Equal(
            [("a", 1), ("a", 2), ("b", 0), ("before", 5)],
            letters.Select(letter => letter.Arrival).OfType<EventRaised>().Select(raised => (raised.Source!.ExecutionId, raised.Source.TaskId)));
        Assert.All(await Task.WhenAll(stored), Assert.True);
        Assert.Equal(5, intake.Seen["before"]);
    }

    [Fact]
    public void TakeLetters_drops_answers_to_an_earlier_execution()
    {
        var (intake, mailbox) = (new Intake(null), new Mailbox());
        mailbox.Post(new Letter("old", new TimerFired(1) { At = default }));
        mailbox.Post(new Letter("e", new TimerFired(2) { At = default }));

        var letters = intake.TakeLetters(mailbox, "e");

        Assert.Equal(new TimerFired(2) { At = default }, Assert.Single(letters).Arrival);
    }

    [Fact]
    public async Task Mailbox_that_is_closed_refuses_what_is_left_and_what_comes()
    {
        var mailbox = new Mailbox();
        var early = mailbox.DeliverAsync(Raised(("a", 1)));
        mailbox.Close(abandoned: false);

        Assert.False(await early);
        Assert.False(await mailbox.DeliverAsync(Raised(("a", 2))));
        Assert.True(mailbox.IsClosed);
    }

    private static EventRaised Raised((string Sender, int Number) message) =>
        new("e", null, new MessageId(message.Sender, message.Number)) { At = default };
}
