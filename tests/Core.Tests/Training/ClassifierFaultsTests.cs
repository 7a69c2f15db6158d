using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Tests.Training;

public sealed class ClassifierFaultsTests
{
    private static readonly ClassifierSettings Empty = new();

    [Theory]
    [InlineData("mobilenet-v2-features", "logistic")]
    [InlineData("mobilenet-v2-features", "svm")]
    [InlineData("resnet50-features", "forest")]
    [InlineData("one-class", "isolationForest")]
    [InlineData("one-class", "oneClassSvm")]
    [InlineData("one-class", "nearestNeighbours")]
    public void Find_a_kind_that_the_architecture_takes_has_no_fault(string architecture, string kind) =>
        Assert.Empty(Paths(architecture, Empty with { Kind = kind }));

    [Fact]
    public void Find_settings_of_each_kind_have_no_fault()
    {
        Assert.Empty(Paths("alexnet-features", new ClassifierSettings { Kind = "svm", C = 1e-6, Layer = "fc6", Mirror = true }));
        Assert.Empty(Paths("resnet50-features", new ClassifierSettings { Kind = "forest", Trees = 500 }));
        Assert.Empty(Paths("one-class", new ClassifierSettings { Kind = "oneClassSvm", Kernel = "rbf", Nu = 0.1, Gamma = 0.01, Quantile = 0.05, Class = "cat" }));
        Assert.Empty(Paths("one-class", new ClassifierSettings { Kind = "nearestNeighbours", Neighbours = 5 }));
        Assert.Empty(Paths("mobilenet-v2-features", Empty with { C = 1 }));
    }

    [Fact]
    public void Find_names_every_fault()
    {
        var settings = new ClassifierSettings
        {
            Kind = "svm",
            C = 0,
            Trees = 0,
            Layer = "conv1",
            Quantile = 0.5,
            Neighbours = 0,
            Kernel = "cubic",
            Nu = double.NaN,
            Gamma = -1,
        };

        var paths = Paths("alexnet-features", settings);

        string[] members = ["c", "gamma", "kernel", "layer", "neighbours", "nu", "quantile", "trees"];
        Assert.Equal(members.Select(member => $"classifier.{member}"), paths.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("one-class", "logistic", "classifier.kind")]
    [InlineData("resnet50-features", "isolationForest", "classifier.kind")]
    [InlineData("resnet50-features", "boosting", "classifier.kind")]
    [InlineData("basic-cnn", "svm", "classifier")]
    public void Find_a_kind_that_the_architecture_does_not_take_is_a_fault(string architecture, string kind, string path) =>
        Assert.Equal([path], Paths(architecture, Empty with { Kind = kind }));

    [Fact]
    public void Find_a_member_of_another_kind_is_a_fault()
    {
        Assert.Equal(["classifier.trees"], Paths("alexnet-features", new ClassifierSettings { Kind = "svm", Trees = 500 }));
        Assert.Equal(["classifier.c"], Paths("one-class", Empty with { C = 1 }));
        Assert.Equal(["classifier.class"], Paths("alexnet-features", Empty with { Class = "cat" }));
        Assert.Equal(["classifier.layer"], Paths("resnet50-features", Empty with { Layer = "fc6" }));
        Assert.Equal(["classifier.gamma"], Paths("one-class", new ClassifierSettings { Kind = "oneClassSvm", Kernel = "linear", Gamma = 1 }));
    }

    // Whether there is such an architecture is another question.
    private static IEnumerable<string> Paths(string architecture, ClassifierSettings settings) => TrainingRequestFaults
        .Find(new TrainingRequest { Dataset = DatasetName.Parse("cats"), Architecture = architecture, Classifier = settings })
        .Select(fault => fault.Path).Where(path => path != "architecture");
}
