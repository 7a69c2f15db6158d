namespace PhotoScore.Trainer.Weights.Pickles;

/// <summary>What a pickle may name and make besides plain values. Whoever implements it decides all that a pickle can do.</summary>
internal interface IPickleWorld
{
    /// <summary>The thing of that name.</summary>
    /// <exception cref="InvalidDataException">It is not on the list of what is allowed.</exception>
    object Find(string module, string name);

    /// <summary>What <paramref name="callable"/>, found before, makes of its arguments.</summary>
    /// <exception cref="InvalidDataException">It can't be called so.</exception>
    object? Call(object? callable, object?[] arguments);

    /// <summary>What an id that stands for something outside of the pickle means.</summary>
    /// <exception cref="InvalidDataException">It means nothing.</exception>
    object? Resolve(object? id);
}
