using PhotoScore.Core.Training;
using PhotoScore.Trainer.Diagnosis;
using static PhotoScore.Trainer.Tests.Diagnosis.SomeEvidence;

namespace PhotoScore.Trainer.Tests.Diagnosis;

/// <summary>Curves by hand; <see cref="ProvokedDiagnosesTests"/> has real trainings.</summary>
public sealed class DiagnosesTests
{
    private static readonly TrainingEvidence Ignorant = Healthy with { Curve = Flat(10, 0.69, 0.70, 0.52) };

    [Fact]
    public void Of_a_healthy_training_finds_nothing() => Assert.Empty(Diagnoses.Of(Healthy));

    [Fact]
    public void Of_a_healthy_training_finds_nothing_at_any_epoch()
    {
        for (var epochs = 0; epochs <= 10; epochs++)
            Assert.Empty(Diagnoses.Of(Healthy with { Curve = [.. Healthy.Curve.Take(epochs)], Examinations = [.. Healthy.Examinations.Take(epochs)] }));
    }

    [Fact]
    public void Collapsed_one_answer_for_all_photos()
    {
        var constant = (Healthy with { Curve = Flat(10, 0.69, 0.69, 0.5) }).With(one => one with { ValidationConfusion = [[0, 50], [0, 50]], Spread = 1e-6, Ranking = 0.5 });

        var found = Diagnoses.Of(constant).Single(diagnosis => diagnosis.Code == DiagnosisCodes.Collapsed);

        Assert.Contains("'dog'", found.Message, StringComparison.Ordinal);
        Assert.Contains("50.0", found.Message, StringComparison.Ordinal);
        // Two epochs are too few to say so.
        Assert.DoesNotContain(DiagnosisCodes.Collapsed, (constant with { Examinations = [.. constant.Examinations.Take(2)] }).Codes());
    }

    [Fact]
    public void Collapsed_rare_class_that_is_ranked_well_is_not_a_collapse()
    {
        // No probability passes one half, yet the order is good: a threshold finds the class.
        var rare = (Healthy with { TrainCounts = [380, 20], ValidationCounts = [190, 10], Curve = Flat(10, 0.18, 0.19, 0.5) })
            .With(one => one with { ValidationConfusion = [[95, 0], [5, 0]], Spread = 0.09, Ranking = 0.93 });

        Assert.Empty(rare.Codes());
    }

    [Fact]
    public void NotBetterThanMajority_after_five_epochs_of_chance()
    {
        Assert.Contains(DiagnosisCodes.NotBetterThanMajority, Ignorant.With(one => one with { Ranking = 0.51 }).Codes());
        Assert.DoesNotContain(DiagnosisCodes.NotBetterThanMajority, (Ignorant with { Curve = Flat(4, 0.69, 0.70, 0.52) }).With(one => one with { Ranking = 0.51 }).Codes());
    }

    [Fact]
    public void NotBetterThanMajority_chance_is_wider_on_few_photos()
    {
        // Of 200 photos 0.60 is far from chance (two standard errors are 0.07), of 20 it is not (0.22).
        var many = (Healthy with { Curve = Flat(10, 0.6, 0.66, 0.60) }).With(one => one with { Ranking = 0.5 });

        Assert.DoesNotContain(DiagnosisCodes.NotBetterThanMajority, many.Codes());
        Assert.Contains(DiagnosisCodes.NotBetterThanMajority, (many with { ValidationCounts = [10, 10] }).Codes());
    }

    [Fact]
    public void Overfitting_train_and_validation_part()
    {
        var parting = Healthy with { Curve = Curve((0.6, 0.6, 0.7), (0.4, 0.5, 0.8), (0.3, 0.55, 0.8), (0.2, 0.7, 0.8), (0.1, 0.8, 0.79), (0.05, 0.9, 0.79)) };

        var found = Assert.Single(Diagnoses.Of(parting));

        Assert.Equal(DiagnosisCodes.Overfitting, found.Code);
        Assert.Contains("Since epoch 2 the validation loss rose from 0.500 to 0.900", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overfitting_one_bad_epoch_is_none()
    {
        var jump = Healthy with { Curve = Curve((0.6, 0.6, 0.7), (0.4, 0.5, 0.8), (0.3, 0.48, 0.8), (0.25, 0.9, 0.7), (0.22, 0.47, 0.8), (0.2, 0.47, 0.8)) };

        Assert.Empty(jump.Codes());
    }

    [Fact]
    public void LearningRateTooHigh_loss_far_above_knowing_nothing() =>
        Assert.Contains(DiagnosisCodes.LearningRateTooHigh, (Healthy with { LearningRate = 10, Curve = Flat(3, 40, 35, 0.5) }).Codes());

    [Fact]
    public void LearningRateTooHigh_loss_that_jumps_back_again_and_again()
    {
        var jumping = Healthy with { Curve = Curve((0.6, 0.6, 0.7), (0.3, 0.5, 0.8), (0.7, 0.8, 0.7), (0.35, 0.5, 0.8), (0.9, 0.9, 0.6)) };

        Assert.Equal([DiagnosisCodes.LearningRateTooHigh], jumping.Codes());
    }

    [Fact]
    public void LearningRateTooHigh_jumps_near_zero_say_nothing() =>
        Assert.Empty((Healthy with { Curve = Curve((0.5, 0.5, 0.8), (0.01, 0.4, 0.85), (0.05, 0.4, 0.85), (0.01, 0.4, 0.85), (0.06, 0.4, 0.85)) }).Codes());

    [Fact]
    public void LearningRateTooHigh_weights_that_fly_and_know_nothing() =>
        Assert.Contains(DiagnosisCodes.LearningRateTooHigh, Ignorant.With(one => one with { Movement = 300, Ranking = 0.5 }).Codes());

    [Fact]
    public void LearningRateTooLow_neither_weights_nor_loss_move()
    {
        var still = (Healthy with { LearningRate = 1e-9, Curve = Flat(10, 0.693, 0.693, 0.51) }).With(one => one with { Movement = 4e-6, Ranking = 0.55 });

        Assert.Equal([DiagnosisCodes.LearningRateTooLow, DiagnosisCodes.NotBetterThanMajority], still.Codes());
    }

    [Fact]
    public void LearningRateTooLow_a_network_that_knows_its_photos_may_stand_still() =>
        Assert.Empty((Healthy with { Curve = Flat(10, 0.05, 0.1, 0.97) }).With(one => one with { Movement = 1e-5, Train = Split(0.05, 0.98) }).Codes());

    [Fact]
    public void OneClass_validation_split_of_one_class()
    {
        var found = Diagnoses.Of(Healthy with { ValidationCounts = [0, 80] });

        Assert.Contains("All 80 validation photos are of one class, 'dog'", Assert.Single(found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 0, "All 200 training photos of dataset pets/v1 are of one class, 'cat'")]
    [InlineData(0, 200, "'dog'")]
    public void OneClass_train_split_of_one_class_ends_the_training(int cats, int dogs, string words)
    {
        var refused = Assert.Throws<DiagnosedException>(() => OneClass.Refuse("pets/v1", ["cat", "dog"], [cats, dogs]));

        Assert.Equal(DiagnosisCodes.OneClass, refused.Diagnosis.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneClass_a_class_without_photos_is_named()
    {
        var refused = Assert.Throws<DiagnosedException>(() => OneClass.Refuse("pets/v1", ["cat", "dog", "cow"], [5, 5, 0]));

        Assert.Contains("without a photo to learn from: cow", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsShuffled_known_by_heart_and_nothing_known_of_new_photos()
    {
        var byHeart = (Healthy with { Curve = Curve((0.7, 0.7, 0.5), (0.6, 0.8, 0.51), (0.4, 1.0, 0.49), (0.2, 1.5, 0.5), (0.1, 2, 0.52), (0.05, 3, 0.5)) })
            .With(one => one with { Train = Split(0.02, 0.99), Ranking = 0.5 });

        Assert.Equal([DiagnosisCodes.LabelsShuffled, DiagnosisCodes.NotBetterThanMajority], byHeart.Codes());
    }

    [Fact]
    public void LabelsShuffled_a_large_network_that_moves_and_learns_nothing()
    {
        var moving = Ignorant.With(one => one with { Train = Split(0.69, 0.53), Ranking = 0.5 });

        Assert.Contains(DiagnosisCodes.LabelsShuffled, moving.Codes());
        // One number a photo is too little to learn anything by heart, whatever the labels.
        Assert.DoesNotContain(DiagnosisCodes.LabelsShuffled, (moving with { Parameters = 400 }).Codes());
    }

    [Fact]
    public void LabelsLeaking_validation_better_than_training_answered_in_the_same_way()
    {
        var leaking = (Healthy with { Curve = Flat(10, 0.55, 0.1, 0.98) }).With(one => one with { Train = Split(0.5, 0.70) });

        Assert.Equal([DiagnosisCodes.LabelsLeaking], leaking.Codes());
    }

    [Fact]
    public void LabelsLeaking_dropout_and_augmentation_explain_a_bad_training_loss() =>
        // The running metrics of training are far below validation; the sample answered as in serving is not.
        Assert.Empty((Healthy with
        {
            Curve = [.. Enumerable.Range(1, 10).Select(epoch => new EpochMetrics(epoch, 1e-3, Split(0.6, 0.68), Split(0.2, 0.93), 1))],
        }).With(one => one with { Train = Split(0.2, 0.93) }).Codes());

    [Fact]
    public void LabelsLeaking_shared_pixels_are_proof_before_the_first_epoch()
    {
        var found = Diagnoses.Of(Healthy with { SharedPhotos = 50, Curve = [], Examinations = [] });

        Assert.Contains("50 of 200 validation photos", Assert.Single(found).Message, StringComparison.Ordinal);
        Assert.Empty(Diagnoses.Of(Healthy with { SharedPhotos = 2 }));
    }

    [Fact]
    public void DeadUnits_nearly_all_of_a_layer()
    {
        var found = Diagnoses.Of(Healthy.With(one => one with { DeadUnits = [new("conv1_relu", 16, 3), new("dense1_relu", 512, 480)] }));

        Assert.Contains("480 of 512 in 'dense1_relu'.", Assert.Single(found).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_every_diagnosis_says_what_to_do()
    {
        TrainingEvidence[] bad =
        [
            Healthy with { ValidationCounts = [0, 80] },
            Ignorant.With(one => one with { Train = Split(0.69, 0.53), Ranking = 0.5 }),
            Healthy with { LearningRate = 10, Curve = Flat(3, 40, 35, 0.5) },
            Healthy.With(one => one with { DeadUnits = [new("dense1_relu", 512, 512)] }),
        ];

        Assert.All(bad.SelectMany(Diagnoses.Of), diagnosis => Assert.True(diagnosis.Advice.Length > 40));
    }
}
