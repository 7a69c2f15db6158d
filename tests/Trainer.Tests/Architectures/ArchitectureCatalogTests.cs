using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Tests.Architectures;

public sealed class ArchitectureCatalogTests
{
    // Whoever accepts a request can't load the catalogue and knows the names only.
    [Fact]
    public void All_are_the_names_that_a_request_may_hold() =>
        Assert.Equal(ArchitectureNames.All, ArchitectureCatalog.All.Select(architecture => architecture.Name.Value));

    [Theory]
    [InlineData("basic-cnn")]
    [InlineData("basic-cnn-regularized")]
    public void Layout_has_the_shapes_of_the_study(string name)
    {
        var graph = ArchitectureCatalog.Find(name).Layout(classCount: 2);

        var shapes = graph.Nodes.ToDictionary(node => node.Name, node => node.Shape);
        Assert.Equal(new Shape.Planes(16, 27, 27), shapes["pool1"]);
        Assert.Equal(new Shape.Planes(64, 12, 12), shapes["pool2"]);
        Assert.Equal(new Shape.Planes(128, 5, 5), shapes["pool3"]);
        Assert.Equal(new Shape.Features(3200), shapes["flatten"]);
        Assert.Equal(new Shape.Features(512), graph.Embedding.Shape);
        Assert.Equal(new Shape.Features(1), graph.Logits.Shape);
        Assert.Equal(new Shape.Features(2), graph.Probabilities.Shape);
    }

    [Fact]
    public void All_have_names_of_their_own_and_take_what_their_geometry_gives()
    {
        Assert.Distinct(ArchitectureCatalog.All.Select(architecture => architecture.Name));
        Assert.All(ArchitectureCatalog.All, architecture =>
        {
            var photo = Assert.IsType<Shape.Pixels>(architecture.Layout(classCount: 2).Photo.Shape);
            Assert.Equal((photo.Width, photo.Height), architecture.Geometry.FixedSize);
            Assert.Empty(architecture.Geometry.Faults());
            Assert.NotEmpty(architecture.Source);
        });
    }

    [Fact]
    public void Augmented_is_the_studys_B3()
    {
        var architecture = ArchitectureCatalog.Find("basic-cnn-augmented");

        Assert.Equal(Geometry.Squash(56, 56), architecture.Geometry);
        Assert.Equal(1e-4, architecture.Defaults.LearningRate);
        Assert.Equal(124, architecture.Defaults.BatchSize);
        Assert.Equal(new() { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true }, architecture.Defaults.Augmentation);
    }

    [Fact]
    public void AlexNet_finetune_is_the_likes_studys_schedule()
    {
        var defaults = ArchitectureCatalog.Find("alexnet-finetune").Defaults;

        Assert.Equal(("sgd", 0.001, "step", 5000, 0.1), (defaults.Optimizer, defaults.LearningRate, defaults.Schedule, defaults.StepEvery, defaults.StepFactor));
    }

    [Fact]
    public void ResNet50_terciles_is_the_SMP_studys_training()
    {
        var defaults = ArchitectureCatalog.Find("resnet50-terciles").Defaults;

        Assert.Equal(("sgd", 0.01, 0.5, 16), (defaults.Optimizer, defaults.LearningRate, defaults.Momentum, defaults.BatchSize));
    }

    [Fact]
    public void Keras_small_takes_photos_of_200_and_shears_zooms_and_flips_them()
    {
        var small = ArchitectureCatalog.Find("keras-small");

        Assert.Equal((200, 200), small.Geometry.FixedSize);
        Assert.Equal(0.2, small.Defaults.Augmentation.ShearDegrees * Math.PI / 180, tolerance: 1e-3);
        Assert.Equal((0.2, true), (small.Defaults.Augmentation.Zoom, small.Defaults.Augmentation.HorizontalFlip));
    }

    [Fact]
    public void Vgg_a_takes_photos_of_240_by_180() => Assert.Equal((240, 180), ArchitectureCatalog.Find("vgg-a").Geometry.FixedSize);

    [Fact]
    public void All_that_take_torchvisions_weights_take_ImageNets_pixels() => Assert.All(
        ArchitectureCatalog.All.Where(architecture => architecture.Torchvision is not null),
        architecture =>
        {
            Assert.Equal(PixelNormalization.ImageNet, architecture.Normalization);
            Assert.Equal(Geometry.ShortSide(256, 224), architecture.Geometry);
        });

    [Fact]
    public void Find_unknown_name_names_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ArchitectureCatalog.Find("basic"));

        Assert.Contains("basic-cnn-regularized", error.Message);
    }
}
