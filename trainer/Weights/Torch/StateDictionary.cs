using PhotoScore.Trainer.Weights.Pickles;

namespace PhotoScore.Trainer.Weights.Torch;

/// <summary>Finds a model's tensors in what a pickle holds.</summary>
internal static class StateDictionary
{
    // Where training scripts put them: {"state_dict": …, "epoch": …, "optimizer": …}.
    private static readonly string[] Wrappers = ["state_dict", "model"];
    private const int MostWrappers = 4;

    /// <summary>Every tensor by name.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static IEnumerable<KeyValuePair<string, TorchView>> In(object? root)
    {
        for (var depth = 0; depth < MostWrappers && root is PickleDictionary outer; depth++)
        {
            if (Wrappers.Select(name => outer.Items.GetValueOrDefault(name)).OfType<PickleDictionary>().FirstOrDefault() is not { } inner)
                break;
            root = inner;
        }

        var tensors = root is PickleDictionary dictionary
            ? dictionary.Items.Where(pair => pair.Value is TorchView).Select(pair => KeyValuePair.Create(pair.Key, (TorchView)pair.Value!)).ToArray()
            : [];
        return tensors.Length > 0
            ? tensors
            : throw new InvalidDataException("The file holds no dictionary of tensors. Save the weights alone: torch.save(model.state_dict(), path).");
    }
}
