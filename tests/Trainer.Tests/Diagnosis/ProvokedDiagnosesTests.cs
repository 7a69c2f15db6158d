using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Architectures.VggNets;
using PhotoScore.Trainer.Data;
using TorchSharp;
using static PhotoScore.Trainer.Tests.Diagnosis.Provoked;

namespace PhotoScore.Trainer.Tests.Diagnosis;

/// <summary>Each diagnosis is provoked by a real training that goes wrong in that way.</summary>
public sealed class ProvokedDiagnosesTests
{
    [Theory]
    [InlineData(1e-3, "adam")]
    [InlineData(1e-2, "sgd")]
    public void Train_a_healthy_training_has_no_diagnosis(double learningRate, string optimizer)
    {
        using PhotoSet train = Photos(192, seed: 1), validation = Photos(96, seed: 2);

        Assert.Empty(Train(Small, Plan(8, learningRate, optimizer), train, validation));
    }

    [Fact]
    public void Train_a_healthy_training_with_dropout_and_augmentation_has_no_diagnosis()
    {
        using PhotoSet train = Some.PhotoSet(96), validation = Some.PhotoSet(48, seed: 2);
        var plan = Some.Plan(epochs: 6) with { Schedule = new("constant") };

        Assert.Empty(Train(ArchitectureCatalog.Find("basic-cnn-regularized"), plan, train, validation));
    }

    [Fact]
    public void Train_plain_vgg_a_collapses()
    {
        // Configuration A itself at its paper's learning rate, on photos of 32 x 32, which costs seconds and not hours. Its weights begin with
        // Glorot's, as Keras has them: through ten layers of rectifiers little of a photo is left. (With He's, which the catalogue gives it, it learns
        // these easy photos.)
        var architecture = new Architecture(
            "vgg-a-small", "test", Core.Imaging.Geometry.Squash(32, 32), VggA.Plain.Defaults,
            (classes, normalization) => VggA.Layout(32, 32, classes, normalization, batchNorm: false));
        using PhotoSet train = Photos(64, seed: 1, side: 32), validation = Photos(64, seed: 2, side: 32);

        Assert.Contains(DiagnosisCodes.Collapsed, Codes(Train(architecture, Plan(3, 1e-2, "sgd"), train, validation, BeginAsKeras)));
    }

    [Fact]
    public void Train_learning_rate_of_ten_is_too_high()
    {
        using PhotoSet train = Photos(192, seed: 1), validation = Photos(96, seed: 2);

        Assert.Contains(DiagnosisCodes.LearningRateTooHigh, Codes(Train(Small, Plan(3, 10), train, validation)));
    }

    [Fact]
    public void Train_learning_rate_of_a_billionth_is_too_low()
    {
        using PhotoSet train = Photos(192, seed: 1), validation = Photos(96, seed: 2);

        Assert.Contains(DiagnosisCodes.LearningRateTooLow, Codes(Train(Small, Plan(3, 1e-9), train, validation)));
    }

    [Fact]
    public void Train_steps_beyond_all_numbers_end_with_a_loss_that_is_not_finite()
    {
        using PhotoSet train = Photos(96, seed: 1), validation = Photos(64, seed: 2);

        var found = Assert.Single(Train(Small, Plan(50, 1e30, "sgd"), train, validation));

        Assert.Equal(DiagnosisCodes.LossNotFinite, found.Code);
    }

    [Fact]
    public void Train_shuffled_labels_are_known_by_heart_at_best()
    {
        var random = new Random(5);
        using PhotoSet train = Photos(128, seed: 1, label: _ => random.Next(2)), validation = Photos(96, seed: 2, label: _ => random.Next(2));

        Assert.Contains(DiagnosisCodes.LabelsShuffled, Codes(Train(Small, Plan(12, 1e-3), train, validation)));
    }

    [Fact]
    public void Train_validation_photos_copied_from_training_are_a_leak()
    {
        using PhotoSet train = Photos(128, seed: 1), validation = Photos(64, seed: 1);

        Assert.Contains(DiagnosisCodes.LabelsLeaking, Codes(Train(Small, Plan(2, 1e-3), train, validation)));
    }

    [Fact]
    public void Train_validation_that_is_far_easier_than_training_is_a_leak()
    {
        // Every second training label is a coin's; those of the validation split are all true, as of photos chosen by what the answer is known for.
        var random = new Random(7);
        using PhotoSet train = Photos(256, seed: 1, label: i => i % 4 < 2 ? i % 2 : random.Next(2)), validation = Photos(192, seed: 2);

        Assert.Contains(DiagnosisCodes.LabelsLeaking, Codes(Train(Small, Plan(10, 3e-4), train, validation)));
    }

    [Fact]
    public void Train_biases_far_below_zero_leave_dead_units()
    {
        using PhotoSet train = Photos(96, seed: 1), validation = Photos(64, seed: 2);

        var found = Train(Small, Plan(2, 1e-3), train, validation, network => SetBias(network, "conv2.bias", -100));

        Assert.Contains("'conv2_relu'", found.Single(diagnosis => diagnosis.Code == DiagnosisCodes.DeadUnits).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_a_few_photos_learned_by_heart_is_overfitting()
    {
        // A third of the labels are wrong, in both splits: who learns them by heart pays for it on new photos.
        var random = new Random(9);
        int Noisy(int i) => random.Next(3) == 0 ? 1 - (i % 2) : i % 2;
        using PhotoSet train = Photos(64, seed: 1, label: Noisy), validation = Photos(128, seed: 2, label: Noisy);

        Assert.Contains(DiagnosisCodes.Overfitting, Codes(Train(Small, Plan(60, 3e-3), train, validation)));
    }

    [Fact]
    public void Train_a_validation_split_of_one_class_is_named()
    {
        using PhotoSet train = Photos(96, seed: 1), validation = Photos(40, seed: 2, look: _ => 1);

        Assert.Contains(DiagnosisCodes.OneClass, Codes(Train(Small, Plan(2, 1e-3), train, validation)));
    }

    [Fact]
    public void Train_photos_without_a_difference_are_not_better_than_the_majority()
    {
        using PhotoSet train = Photos(160, seed: 1, label: i => i % 4 == 0 ? 1 : 0, look: _ => 0), validation = Photos(96, seed: 2, label: i => i % 4 == 0 ? 1 : 0, look: _ => 0);

        Assert.Contains(DiagnosisCodes.NotBetterThanMajority, Codes(Train(Small, Plan(6, 1e-3), train, validation)));
    }

    private static IEnumerable<string> Codes(IEnumerable<TrainingDiagnosis> found) => found.Select(diagnosis => diagnosis.Code);

    private static void BeginAsKeras(Network network)
    {
        using var untracked = torch.no_grad();
        using var random = new torch.Generator(1, torch.CPU);
        foreach (var (name, spec) in network.Graph.Parameters.Where(parameter => parameter.Spec.Name == "weight"))
        {
            using var values = (spec with { Initialization = Initialization.GlorotUniform }).Create(random);
            network.State[name].copy_(values);
        }
    }

    private static void SetBias(Network network, string name, double value)
    {
        using var untracked = torch.no_grad();
        network.State[name].fill_(value);
    }
}
