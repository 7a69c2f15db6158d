using PhotoScore.Local.Stack;
using PhotoScore.Local.Stack.Demo;

namespace PhotoScore.Local.Tests.Stack;

public sealed class TrainingRequestsTests
{
    [Fact]
    public void For_own_architecture_has_the_demos_settings()
    {
        var request = TrainingRequests.For(new DemoOptions(), "demo", "v1", weights: null);

        Assert.Equal(
            """{"dataset":"demo","version":"v1","architecture":"basic-cnn-augmented","promote":"never","epochs":40,"batchSize":32,"learningRate":0.0005,"schedule":"cosine"}""",
            request.ToJsonString());
    }

    [Fact]
    public void For_another_architecture_leaves_its_defaults_but_what_is_said()
    {
        var options = new DemoOptions { Architecture = "resnet18", Epochs = 3, Training = """{"epochs":4,"loss":"focal"}""" };

        var request = TrainingRequests.For(options, "demo", "v1", "weights/a.pth");

        Assert.Equal(
            """{"dataset":"demo","version":"v1","architecture":"resnet18","promote":"never","epochs":4,"init":{"blob":"weights/a.pth"},"loss":"focal"}""",
            request.ToJsonString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("7")]
    public void Read_what_is_no_object_is_refused(string text) => Assert.Throws<StackException>(() => JsonMembers.Read("--training", text));
}
